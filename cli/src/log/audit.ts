/**
 * `tacit audit`.
 */
import type { AuditLine } from '@tacit/server/operator';
import { findOperator } from '../operator.ts';
import { complain, printJson, printTable, say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';

export type AuditChoice = {
  readonly tenant?: string;
  readonly user?: string;
  readonly type?: string;
  readonly client?: string;
  readonly ip?: string;
  readonly request?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly follow?: boolean;
  readonly json?: boolean;
};

const MAX_LIMIT = 1_000;

/** Prints what is found; with `follow` until the process is told to end. */
export async function audit({ limit, follow = false, json = false, ...query }: AuditChoice): Promise<number> {
  const count = readLimit(limit);
  const operator = await findOperator();
  if (!operator || count === undefined) return 1;
  const asked = { ...query, limit: count };
  const done = follow
    ? await operator.followAudit(asked, { signal: untilInterrupted(), tell: json ? tellJson : tellLines })
    : await operator.readAudit(asked);
  if (!done.ok) {
    complain(done.error);
    return 1;
  }
  if (done.value)
    print(
      done.value.map(({ line }) => line),
      json,
    );
  return 0;
}

/** How many rows somebody wants; undefined after it was said what is wrong. */
export function readLimit(text: string): number | undefined {
  const count = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  if (count <= MAX_LIMIT) return count;
  complain([`--limit: must be a whole number from 1 to ${MAX_LIMIT}`]);
  return undefined;
}

/** Until the process is told to end, or nobody reads any more. */
function untilInterrupted(): AbortSignal {
  const ended = new AbortController();
  ownTerminal().stdout.once('error', () => ended.abort());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  return ended.signal;
}

function tellJson(lines: readonly AuditLine[]): void {
  for (const line of lines) ownTerminal().console.log(JSON.stringify(line));
}

function tellLines(lines: readonly AuditLine[]): void {
  say(lines.map((line) => cellsOf(line).join('  ')));
}

function print(lines: readonly AuditLine[], json: boolean): void {
  if (json) printJson(lines);
  else if (lines.length === 0) complain(['Nothing is found.']);
  else printTable(HEAD, lines.map(cellsOf));
}

const HEAD = [
  ...['time', 'tenant', 'type', 'auth0', 'reason', 'user', 'client', 'address', 'reference', 'detail'],
] as const;

function cellsOf(line: AuditLine): readonly string[] {
  const { time, tenant, type, auth0_type, reason, user_id, client_id, ip, request, detail } = line;
  return [time, tenant, type, auth0_type, reason, user_id, client_id, ip, request, detail].map(
    (cell) => cell ?? '-',
  );
}
