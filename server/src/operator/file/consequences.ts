/**
 * What is wrong only because something else could not be read: telling it would send its reader after a mistake that is none.
 */
import type { Refusal } from '../../desk/desk.ts';
import type { Finding } from '../../resources/finding.ts';
import type { KindName } from '../../resources/kind.ts';
import type { FileEntry, FileRead } from './read-file.ts';
import { isWithin } from './read-record.ts';

type Told = {
  readonly refusal: Refusal;
  /** The same in the names and places of the entry in the file. */
  readonly finding: Finding;
  readonly entry: FileEntry;
};

/** Rules that speak of other records than their own, by their codes: of which kinds, and of what in them. */
const OF_OTHERS: ReadonlyMap<string, readonly (readonly [KindName, readonly string[]])[]> = new Map([
  ['unknown_client', [['client', ['client_id']]]],
  ['unknown_api', [['resource_server', ['identifier']]]],
  ['unknown_scope', [['resource_server', ['identifier', 'scopes']]]],
  ['is_in_policies', [['client', ['client_id', 'refresh_token_policies']]]],
  [
    'feature_not_enabled',
    [
      ['rollout', ['feature', 'region', 'stage', 'percent']],
      ['settings', ['preview_features']],
    ],
  ],
] as const);

/** Whether the refusal says nothing that holds by itself. */
export function isConsequence({ refusal, finding, entry }: Told, { sections }: FileRead): boolean {
  if (isWithin(finding.path, entry.unread)) return true;
  const named = [...refusal.message.matchAll(/\{([a-z0-9_]+)\}/g)].map(([, own = '']) => own);
  if (named.some((own) => entry.unreadFields.has(own))) return true;
  if (isOfUnsaid(refusal, entry)) return true;
  // The tenant itself says so.
  if (refusal.code === 'tenant_deleted' && entry.place !== undefined) return true;
  const others = OF_OTHERS.get(refusal.code);
  if (!others) return false;
  if (entry.place?.isKnown === false) return true;
  return others.some(([kind, fields]) =>
    sections.some(
      (section) =>
        section.section.kind.name === kind &&
        (section.place === undefined || section.place === entry.place) &&
        (!section.isRead ||
          section.entries.some(({ unreadFields }) => fields.some((field) => unreadFields.has(field)))),
    ),
  );
}

/** Who is named twice by an address has one user_id in both, which nobody wrote. */
function isOfUnsaid({ code, path: [own] }: Refusal, { said }: FileEntry): boolean {
  return code === 'there_twice' && typeof own === 'string' && said[own] === undefined;
}
