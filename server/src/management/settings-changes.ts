/**
 * The settings of a tenant, read and changed over the desk for whoever says them in Auth0's words.
 */
import type { Exchange } from '../deps.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { readDocument } from '../resources/computed/document.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import type { TenantSettings } from '../resources/tenant/settings.ts';
import type { Access } from './operation.ts';
import { invalid, type Mistake, type Problem } from './problem.ts';
import { atDesk, findRecord, type Shown } from './records.ts';

const SETTINGS: Shown = { kind: 'settings', noun: 'tenant' };

/** The settings as they are stored, not as they are remembered. */
export async function settingsNow(
  exchange: Exchange,
): Promise<Result<{ readonly settings: TenantSettings; readonly version: number }, Problem>> {
  const found = await findRecord(SETTINGS, [], exchange);
  if (!found.ok) return found;
  const { record, version } = found.value;
  return ok({ settings: settingsOf(record), version });
}

function settingsOf(record: Values): TenantSettings {
  if (!isSettings(record)) throw new Error('The settings of a tenant are written by their own table.');
  return record;
}

function isSettings(record: Values): record is TenantSettings {
  return Object.entries(KINDS.settings.fields).every(
    ([name, { presence }]) => presence !== 'default' || name in record,
  );
}

type Asking = {
  readonly exchange: Exchange;
  readonly access: Access;
  readonly version?: number | undefined;
};

/** What is to be changed, by our names, and what is wrong with how it was said. */
export type Revision = { readonly said: Values; readonly mistakes?: readonly Mistake[] };

type Naming = (path: Mistake['path']) => Mistake['path'];

/** How often it is decided again where others write at the same time. */
const ATTEMPTS = 10;

/**
 * Changes the settings by what they are: where somebody else was faster it is decided again, unless whoever asks decided it by a
 * version. `named` says what the path of a finding is called where it was said.
 */
export async function reviseSettings(
  asking: Asking,
  decide: (settings: TenantSettings) => Result<Revision, Problem>,
  named: Naming = (path) => path,
): Promise<Result<TenantSettings, Problem>> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await settingsNow(asking.exchange);
    if (!found.ok) return found;
    const { settings, version } = found.value;
    const decided = decide(settings);
    if (!decided.ok) return decided;
    const changed = await change(decided.value, { ...asking, version: asking.version ?? version }, named);
    const isLate = !changed.ok && changed.error.status === 412 && asking.version === undefined;
    if (!isLate || attempt === ATTEMPTS) return changed;
  }
}

async function change(
  { said, mistakes = [] }: Revision,
  { exchange, access, version }: Asking,
  named: Naming,
): Promise<Result<TenantSettings, Problem>> {
  // The words of Auth0 are read by their views; whether each setting is what it can be is asked here, for all of them.
  const document = withoutInnerNull(said);
  const { findings, unreadable } = readDocument(KINDS.settings, 'auth0', document, { unknown: 'refuse' });
  const changed = await atDesk(
    {
      ...{ kind: 'settings', place: { tenant_id: exchange.tenant.tenant_id } },
      ...{ verb: 'change', meant: 'patch', said, unreadable },
      ...(version === undefined ? {} : { version }),
    },
    { exchange, access },
    { noun: SETTINGS.noun, mistakes: [...mistakes, ...findings] },
  );
  if (changed.ok) return ok(settingsOf(changed.value.record));
  const { mistakes: found } = changed.error;
  return found
    ? err(
        invalid(
          'body',
          found.map((mistake) => ({ ...mistake, path: named(mistake.path) })),
        ),
      )
    : changed;
}

/** Within a setting null takes something back (RFC 7396 §2), and has no shape. */
function withoutInnerNull(said: Values): Values {
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, withoutNull(value)]));
}

function withoutNull(value: unknown): unknown {
  if (!isMapping(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutNull(inner)]));
}
