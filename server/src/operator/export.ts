/**
 * `tacit export`: everything that is administered, as a file that `tacit apply` takes. Applied where it came from, it changes
 * nothing. Secrets and password hashes are not in it, for nobody reads them.
 */
import { stringify } from 'yaml';
import type { Desk } from '../desk/desk.ts';
import { ok, type Result } from '../protocol/result.ts';
import { writeDocument } from '../resources/computed/document.ts';
import { MAX_PERMISSIONS, MAX_ROLES } from '../resources/end-user/role.ts';
import type { Values } from '../resources/kind.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { chooseTenants } from './choose-tenant.ts';
import { listAll } from './file/absent.ts';
import { withoutPlaceholders } from './file/placeholders.ts';
import { OF_A_TENANT, ROLLOUTS, type Section, TENANTS } from './file/sections.ts';
import type { Ground, Hear } from './ground.ts';
import { withDeskToRead } from './open-desk.ts';

type ExportOptions = {
  /** One tenant, by name or name.region; undefined: all, with what belongs to none. */
  readonly tenant: string | undefined;
  /** Whether what is as it would be anyway is written as well. */
  readonly defaults: 'leave_out' | 'write';
};

export type Exported = {
  /** As `tacit.yaml` has it. */
  readonly document: Values;
  /** Clients that are no matter of a file, counted. */
  readonly left_out: number;
};

/** The document; a sentence when there is no such tenant. */
export function exportTenants(
  config: Ground,
  { tenant, defaults }: ExportOptions,
): Promise<Result<Exported, string>> {
  return withDeskToRead(config, async ({ desk, storage }) => {
    const chosen = await chooseTenants(storage, tenant);
    if (!chosen.ok) return chosen;
    const hear = config.hear && counting(config.hear, await countRecords(chosen.value, desk));
    const writer = { desk, storage, defaults, hear };
    const tenants: Values[] = [];
    let left_out = 0;
    for (const one of chosen.value) {
      const written = await writeTenant(one, writer);
      if (written) tenants.push(written.document);
      left_out += written?.left_out ?? 0;
    }
    const rollouts = tenant === undefined ? await writeSection(ROLLOUTS, undefined, writer) : NOTHING;
    const document = { ...asSection(TENANTS, tenants), ...rollouts.document };
    return ok({ document: asFile(document), left_out: left_out + rollouts.left_out });
  });
}

/** How many records there are in lists. */
async function countRecords(tenants: readonly Tenant[], desk: Desk): Promise<number> {
  let total = 0;
  for (const { tenant_id } of tenants)
    for (const { kind, max } of OF_A_TENANT)
      if (max !== undefined) total += await desk.count(kind.name, tenant_id);
  return total;
}

/** Called for each record. */
function counting(hear: Hear, total: number): () => void {
  const counted = { done: 0 };
  return () => {
    counted.done += 1;
    hear({ done: Math.min(counted.done, total), total });
  };
}

/** What others wrote into records is never taken for a placeholder. */
function asFile(document: Values): Values {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, withoutPlaceholders(value)]),
  );
}

type Writer = {
  readonly desk: Desk;
  readonly storage: Pick<Storage, 'tenant'>;
  readonly defaults: ExportOptions['defaults'];
  /** Told of each record. */
  readonly hear: (() => void) | undefined;
};

const NOTHING: Exported = { document: {}, left_out: 0 };

async function writeTenant(tenant: Tenant, writer: Writer): Promise<Exported | undefined> {
  const stored = await writer.desk.show(TENANTS.kind.name, undefined, [tenant.name, tenant.region]);
  // Deleted a moment ago.
  if (!stored || TENANTS.isOutside(stored.record)) return undefined;
  const own = writeDocument(TENANTS.kind, 'auth0', stored.record, writer);
  const sections: Exported[] = [];
  for (const section of OF_A_TENANT) sections.push(await writeSection(section, tenant.tenant_id, writer));
  return {
    document: Object.assign({}, own, ...sections.map(({ document }) => document)),
    left_out: sections.reduce((sum, { left_out }) => sum + left_out, 0),
  };
}

async function writeSection(
  section: Section,
  tenant_id: string | undefined,
  { desk, storage, defaults, hear }: Writer,
): Promise<Exported> {
  const { kind, max, isOutside } = section;
  if (max === undefined) {
    const stored = await desk.show(kind.name, tenant_id, []);
    return stored
      ? {
          document: { [kind.section]: writeDocument(kind, 'auth0', stored.record, { defaults }) },
          left_out: 0,
        }
      : NOTHING;
  }
  const documents: Values[] = [];
  let left_out = 0;
  for await (const { record } of listAll(kind.name, tenant_id, desk)) {
    hear?.();
    if (isOutside(record)) left_out += 1;
    else
      documents.push({
        ...writeDocument(kind, 'auth0', record, { defaults }),
        ...(section.holdings && tenant_id !== undefined
          ? await writeHoldings(String(record['sub']), storage.tenant(tenant_id).roles)
          : {}),
      });
  }
  return { document: asSection(section, documents), left_out };
}

/** What somebody has; nothing where they have nothing, so that applied elsewhere it leaves alone what they have there. */
async function writeHoldings(sub: string, held: TenantStorage['roles']): Promise<Values> {
  const roles = await held.rolesOf(sub, { limit: MAX_ROLES });
  const permissions = await held.permissionsOf(sub, { limit: MAX_PERMISSIONS });
  return {
    ...(roles.length === 0 ? {} : { roles }),
    ...(permissions.length === 0 ? {} : { permissions }),
  };
}

/** A list that is empty is no section, so that applied elsewhere it leaves alone what is there. */
function asSection({ kind }: Section, documents: readonly Values[]): Values {
  return documents.length === 0 ? {} : { [kind.section]: documents };
}

type Heading = {
  /** Whole seconds since the epoch. */
  readonly at: number;
  /** Where it comes from, as a person calls it. */
  readonly from: string;
};

/** The document as YAML, with what its reader should know at the top. */
export function exportText({ document, left_out }: Exported, { at, from }: Heading): string {
  const lines = [
    `Exported by \`tacit export\` at ${new Date(at * 1000).toISOString()} from ${from}.`,
    'Secrets of clients and log streams, and passwords, are not in it. Applied where it comes from, it leaves them as they are. To',
    'bring them elsewhere, add `client_secret: "##NAME##"` to a client, the keys of its `sink` to a log stream, and `password_hash`',
    'or `password` to a user; NAME is a variable of the environment of `tacit apply`.',
    ...(left_out === 0
      ? []
      : [`Left out: clients that registered themselves (${left_out}), for they administer themselves.`]),
  ];
  const comment = lines.map((line) => `# ${line.replace(/[\p{Cc}\p{Cf}]/gu, ' ')}\n`).join('');
  return `${comment}${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
