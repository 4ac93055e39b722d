/**
 * The change after which a policy holds: of what is stored as somebody types it, of a `tacit.yaml` as somebody writes it there. Only
 * what a command can write is suggested.
 */
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import { managementAudience, myAccountAudience } from '../../protocol/tenant/names.ts';
import { FOR_MCP_CLIENTS } from '../../protocol/tenant/settings-in-force.ts';
import type { Client } from '../../resources/client/client.ts';
import { commandVerbs, isOfTenant, keyArguments } from '../../resources/computed/commands.ts';
import { doorName, type Named, namesAt } from '../../resources/computed/names.ts';
import { scalar, word } from '../../resources/computed/remedy.ts';
import type { Path } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind, KindName } from '../../resources/kind.ts';
import type { Mend } from './breach.ts';
import type { Looked } from './records.ts';
import { ANYBODY } from './ways.ts';

/** Of a field of a record; or a record that is to be made. */
export type Change = {
  readonly kind: Kind;
  readonly key: readonly string[];
  /** Of what is made the field that it is known by. */
  readonly named: Named;
  readonly mend: Mend | { readonly kind: 'make' };
};

/** Which record, and by our name which field of it. */
type Target = { readonly kind: KindName; readonly key: readonly string[]; readonly own: string };

/** Undefined: nobody writes this. */
function changeOf({ kind: name, key, own }: Target, mend: Change['mend']): Change | undefined {
  const kind = KINDS[name];
  const named = namesAt('auth0', kind).find((one) => one.own === own);
  if (!named) return undefined;
  if (mend.kind === 'make') return { kind, key, named, mend };
  const { computed, createOnly, presence } = named.field;
  const isLost = mend.kind === 'unset' && presence !== 'optional';
  if (computed || createOnly || isLost || !commandVerbs(kind).includes('set')) return undefined;
  return { kind, key, named, mend };
}

/** Of a field that a policy looks at; undefined too where it follows from something else, and nobody says from which value it shall. */
export function changeOfField(
  { name: kind }: Kind,
  { own, mend }: { readonly own: string; readonly mend: Mend },
  { key, said = {} }: Pick<Looked, 'key' | 'said'>,
): Change | undefined {
  if (kind === 'settings' && said['mcp_clients'] === true && Object.hasOwn(FOR_MCP_CLIENTS, own))
    return changeOf({ kind, key, own: 'mcp_clients' }, { kind: 'set', value: false });
  const isOfList = mend.kind === 'add' || mend.kind === 'remove';
  return isOfList && said[own] === undefined ? undefined : changeOf({ kind, key, own }, mend);
}

/** Of a way to a scope by which somebody signs in: what decides the field, where one record does. */
const DECIDED: Readonly<Record<string, (looked: Looked) => Target | undefined>> = {
  second_factor: ({ client }) =>
    isRegistered(client)
      ? { kind: 'client', own: 'second_factor', key: [client.client_id] }
      : { kind: 'settings', own: 'second_factor', key: [] },
  enforced: ({ values }) => ({
    ...{ kind: 'resource_server', own: 'enforce_policies', key: [String(values['api'])] },
  }),
  lifetime: ({ values, asking }) => {
    const api = String(values['api']);
    // How long a token for the server itself is valid nobody chooses.
    if (!asking || [managementAudience, myAccountAudience].some((name) => name(asking.issuer) === api))
      return undefined;
    const own = values['grant'] === 'implicit' ? 'token_lifetime_for_web' : 'token_lifetime';
    return { kind: 'resource_server', own, key: [api] };
  },
  is_first_party: ({ client }) =>
    isRegistered(client) ? { kind: 'client', own: 'is_first_party', key: [client.client_id] } : undefined,
};

function isRegistered(client: Client | undefined): client is Client {
  return client !== undefined && !client.is_built_in && client.client_id !== ANYBODY;
}

/** The same for a field of a way. */
export function changeOfWay(own: string, mend: Mend, looked: Looked): Change | undefined {
  if (looked.values['comer'] === 'client' && own !== 'lifetime') return changeThatTakes(looked);
  const target = Object.hasOwn(DECIDED, own) ? DECIDED[own]?.(looked) : undefined;
  return target && changeOf(target, mend);
}

/** Nobody signs in, so nothing is asked of anybody: a client has what it was given. */
function changeThatTakes({ given, values }: Looked): Change | undefined {
  if (!given || given.allow_all_scopes) return undefined;
  const target = { kind: 'client_grant', key: [given.client_id, given.audience], own: 'scope' } as const;
  return changeOf(target, { kind: 'remove', value: values['scope'] });
}

/** What the door says would allow a request. */
export function changeOfFix(fix: Fix): Change | undefined {
  const key = 'key' in fix ? [fix.key] : [];
  if (fix.kind === 'resource_server')
    return changeOf({ kind: fix.kind, key, own: 'identifier' }, { kind: 'make' });
  // Which scopes a grant is to have no policy says.
  if (fix.kind === 'client_grant') return undefined;
  const mend: Mend = 'add' in fix ? { kind: 'add', value: fix.add } : { kind: 'set', value: fix.set };
  return changeOf({ kind: fix.kind, key, own: fix.field }, mend);
}

/** As somebody types it. */
export function commandFor({ kind, key, named, mend }: Change, tenant: string | undefined): string {
  const isKeyed = keyArguments(kind).length === key.length;
  const keys = isKeyed ? key : [key.join('.')];
  const [verb, flags] = mend.kind === 'make' ? ['create', []] : ['set', flagsOf(named, mend)];
  const at = isOfTenant(kind) && tenant !== undefined ? ['--tenant', word(tenant)] : [];
  return ['npx tacit', kind.command, verb, ...keys.map(word), ...at, ...flags].join(' ');
}

function flagsOf(named: Named, mend: Mend): readonly string[] {
  const name = doorName(named);
  if (mend.kind === 'unset') return ['--unset', name];
  if (mend.kind !== 'set') return [`--${mend.kind}-${name}`, wordOf(mend.value)];
  if (named.field.shape.tag !== 'list') return [`--${name}`, wordOf(mend.value)];
  const entries: readonly unknown[] = Array.isArray(mend.value) ? mend.value : [mend.value];
  return [`--${name}`, ...(entries.length === 0 ? ["'[]'"] : entries.map(wordOf))];
}

function wordOf(value: unknown): string {
  return word(typeof value === 'string' ? value : JSON.stringify(value));
}

/** As somebody writes it in a file, where the record stands. */
export function editFor({ kind, key, named, mend }: Change): string {
  const [name, within] = [named.path.at(-1) ?? '', named.path.slice(0, -1).join('.')];
  switch (mend.kind) {
    case 'make':
      return `add { ${name}: ${yamlOf(key[0])} } to ${kind.section}`;
    case 'unset':
      return `take ${doorName(named)} out`;
    case 'set': {
      const value = yamlOf(named.isListed ? [mend.value] : mend.value);
      return `write ${name}: ${value}${within === '' ? '' : ` in ${within}`}`;
    }
    case 'add':
      return `add ${yamlOf(mend.value)} to ${doorName(named)}`;
    case 'remove':
      return `take ${yamlOf(mend.value)} out of ${doorName(named)}`;
  }
}

function yamlOf(value: unknown): string {
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value);
}

/** Where in an entry of a file the field stands. */
export function pathOf({ path, isListed }: Named, within: Path = []): Path {
  return [...path, ...(isListed ? [0] : []), ...within];
}
