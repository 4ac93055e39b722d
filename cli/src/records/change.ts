/**
 * `tacit <kind> create` and `set`.
 */
import type { RecordChange } from '@tacit/server/operator';
import type { Kind } from '@tacit/server/resources';
import { complain, printJson, say } from '../output.ts';
import type { OperatorAt } from '../server/operator-at.ts';
import { ownTerminal } from '../terminal.ts';
import type { Given } from './given.ts';
import { recordJson } from './look.ts';
import { changeLines, complaintLine, flag, subjectOf } from './text.ts';

export type ChangeOptions = {
  readonly tenant?: string;
  readonly ifVersion?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

type Asked = ChangeOptions & {
  readonly verb: 'create' | 'set';
  readonly key: readonly string[];
  readonly given: Given;
};

/** Makes or changes a record, and says what that was; or everything that is wrong. */
export async function makeChange(operator: OperatorAt, kind: Kind, asked: Asked): Promise<number> {
  const { verb, key, given, tenant, ifVersion, dryRun = false, json = false } = asked;
  const { complaints, ...document } = given;
  const version = readVersion(ifVersion);
  const own = [...complaints, ...(version.ok ? [] : [version.complaint])];
  const changed = await operator.changeRecord({
    kind: kind.name,
    verb,
    tenant,
    key,
    ...document,
    version: version.ok ? version.value : undefined,
    // With something wrong already, whatever else is wrong is found without writing.
    dryRun: dryRun || own.length > 0,
    prefix: flag(''),
  });
  const all = [...own, ...(changed.ok ? [] : changed.error)];
  if (!changed.ok || all.length > 0) {
    complain([...all.map((one) => complaintLine(one, subjectOf(kind, key))), 'Nothing was changed.']);
    return 1;
  }
  printChange(changed.value, { dryRun, json });
  return 0;
}

type Version =
  | { readonly ok: true; readonly value: number | undefined }
  | { readonly ok: false; readonly complaint: Given['complaints'][number] };

/** The version of `--if-version`. */
export function readVersion(text: string | undefined): Version {
  if (text === undefined) return { ok: true, value: undefined };
  if (/^\d{1,15}$/.test(text)) return { ok: true, value: Number(text) };
  return {
    ok: false,
    complaint: { code: 'wrong_version', path: ['if-version'], message: 'must be a whole number' },
  };
}

/** A secret stands alone on stdout, so that it can be piped; what is said of it stands beside. */
export function printChange(
  change: RecordChange,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): void {
  const secrets = Object.entries(change.secrets).map(([name, secret]) => [name, secret.reveal()] as const);
  if (json) {
    const { action, kind, tenant, name, changes, lost, record } = change;
    const told = { ...recordJson(record), ...Object.fromEntries(secrets) };
    printJson({ action, kind, tenant, name, changes, lost, record: told });
    return;
  }
  const lines = changeLines(change, { dryRun });
  if (change.action === 'create' && change.record.remark !== undefined) complain([change.record.remark]);
  if (secrets.length === 0) {
    say(lines);
    return;
  }
  complain([...lines, `${secrets.map(([name]) => name).join(', ')}, told this once:`]);
  for (const [, secret] of secrets) ownTerminal().stdout.write(`${secret}\n`);
}
