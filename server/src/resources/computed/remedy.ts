/**
 * A change that would allow what was refused, in the words of `tacit.yaml` and of the tool.
 */
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import { CLIENT } from '../client/client.ts';
import { CLIENT_GRANT } from '../client/client-grant.ts';
import type { Kind } from '../kind.ts';
import { RESOURCE_SERVER } from '../tenant/resource-server.ts';
import { SETTINGS } from '../tenant/settings.ts';
import { doorName, namesAt } from './names.ts';

export type Remedy = {
  /** Lines, from the tenant down. */
  readonly yaml: readonly string[];
  readonly command: string;
};

const KINDS = {
  client: CLIENT,
  client_grant: CLIENT_GRANT,
  resource_server: RESOURCE_SERVER,
  settings: SETTINGS,
} as const;

/** The longest list that stands in one line, and the most that are written down of one. */
const MAX_LINE = 60;
const MAX_LISTED = 10;

/** What an operator writes, or types, for the tenant of this name. */
export function remedyOf(fix: Fix, tenant: string): Remedy {
  const kind = KINDS[fix.kind];
  const { section, command } = kind;
  const yaml = ['tenants:', `  - name: ${scalar(tenant)}`, `    ${section}:`];
  const words = ['npx tacit', command];
  const at = ['--tenant', word(tenant)];
  if (fix.kind === 'settings') {
    const name = nameOf(kind, fix.field);
    const isList = 'add' in fix;
    const change = isList ? [`--add-${name}`, word(fix.add)] : [`--${name}`, String(fix.set)];
    return {
      yaml: [...yaml, ...(isList ? listLines(`      ${name}`, fix) : [`      ${name}: ${fix.set}`])],
      command: [...words, 'set', ...at, ...change].join(' '),
    };
  }
  const key = word(fix.key);
  const first = `      - ${nameOf(kind, kind.key[0] ?? '')}: ${scalar(fix.key)}`;
  if (fix.kind === 'resource_server')
    return { yaml: [...yaml, first], command: [...words, 'create', key, ...at].join(' ') };
  if (fix.kind === 'client_grant') {
    const { audience, scope } = fix;
    const asked = scope.length > 0 ? [`        scope: [${scope.map(scalar).join(', ')}]`] : [];
    const flags = scope.length > 0 ? ['--scope', ...scope.map(word)] : [];
    return {
      yaml: [...yaml, first, `        audience: ${scalar(audience)}`, ...asked],
      command: [...words, 'create', key, word(audience), ...at, ...flags].join(' '),
    };
  }
  const name = nameOf(kind, fix.field);
  if ('set' in fix)
    return {
      yaml: [...yaml, first, `        ${name}: ${fix.set}`],
      command: [...words, 'set', key, ...at, `--${name}`, String(fix.set)].join(' '),
    };
  return {
    yaml: [...yaml, first, ...listLines(`        ${name}`, fix)],
    command: [...words, 'set', key, ...at, `--add-${name}`, word(fix.add)].join(' '),
  };
}

/** The same as a patch of the record, in the names of the Management API. */
export function patchOf(fix: Fix): {
  readonly kind: Fix['kind'];
  readonly key?: string;
  readonly patch: Readonly<Record<string, unknown>>;
} {
  const kind = KINDS[fix.kind];
  if (fix.kind === 'resource_server')
    return { kind: fix.kind, key: fix.key, patch: { [nameOf(kind, kind.key[0] ?? '')]: fix.key } };
  if (fix.kind === 'client_grant') {
    const { kind: made, key, audience, scope } = fix;
    return { kind: made, key, patch: { client_id: key, audience, scope } };
  }
  const value = 'add' in fix ? [...fix.beside, fix.add] : fix.set;
  const patch = { [nameOf(kind, fix.field)]: value };
  return fix.kind === 'client' ? { kind: fix.kind, key: fix.key, patch } : { kind: fix.kind, patch };
}

function nameOf(kind: Pick<Kind, 'fields'>, own: string): string {
  const named = namesAt('auth0', kind).find((one) => one.own === own);
  if (!named) throw new Error(`A change is of a field of its kind, and ${own} is none.`);
  return doorName(named);
}

/** The whole list, for a file that has a record has all of it; `name` as it stands in its line. */
function listLines(name: string, { add, beside }: Extract<Fix, { add: string }>): readonly string[] {
  const line = `${name}: [${[...beside, add].map(scalar).join(', ')}]`;
  if (line.length <= MAX_LINE) return [line];
  const entry = `${name.slice(0, name.search(/\S/))}  `;
  const shown = beside.slice(0, MAX_LISTED);
  const left = beside.length - shown.length;
  return [
    `${name}:`,
    ...shown.map((one) => `${entry}- ${scalar(one)}`),
    ...(left > 0 ? [`${entry}# and the ${left} more that are there`] : []),
    `${entry}- ${scalar(add)} # this line is new`,
  ];
}

/** Quoted as JSON where YAML 1.2 could read something else (§7.3.3). */
export function scalar(text: string): string {
  const isPlain =
    /^[A-Za-z][\w./:@%+?=~|-]*[\w/]$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** As a shell takes it for one word. */
export function word(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
