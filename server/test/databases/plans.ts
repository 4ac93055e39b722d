/**
 * The plan of a statement, as both databases tell it: which tables it reads, and by which columns it finds their rows.
 */
import type { TestDatabase } from './databases.ts';

/** One table that a statement reads. `by` is empty where it reads the whole table, or a whole index. */
export type Step = { readonly table: string; readonly by: readonly Condition[] };

/** `=` for one value or each of several. */
type Condition = { readonly column: string; readonly is: string };

type Explain = (text: string, parameters: readonly unknown[]) => Promise<readonly Step[]>;

/** How the database of a test is asked. */
export function explainerOf({ storage, rows }: Pick<TestDatabase, 'storage' | 'rows'>): Explain {
  if (storage.dialect === 'sqlite')
    return async (text) =>
      (await rows(`explain query plan ${text}`)).flatMap(({ detail }) => stepOfSqlite(String(detail)));
  return async (text, parameters) => {
    const literal = text.replaceAll(/\$(\d+)/g, (_, place) => literalOf(parameters[Number(place) - 1]));
    const [row] = await rows(`explain (format json) ${literal}`);
    return stepsOfPostgres(row?.['QUERY PLAN']);
  };
}

/** `SEARCH grants USING INDEX grants_tenant_id_sub (tenant_id=? AND sub=?)`, `SCAN grants`. */
function stepOfSqlite(detail: string): readonly Step[] {
  const read = /^(?:SEARCH|SCAN) (\w+)(?:[^(]*\((.+)\))?/.exec(detail);
  if (!read) return [];
  const [, table = '', conditions = ''] = read;
  return [{ table, by: [...conditions.matchAll(/(\w+)([=<>]+)\?/g)].map(conditionOf) }];
}

function conditionOf([, column = '', is = '']: RegExpExecArray): Condition {
  return { column, is };
}

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'TID Cond'?: string;
  readonly Plans?: readonly Node[];
};

function stepsOfPostgres(explained: unknown): readonly Step[] {
  const plans = explained as readonly { readonly Plan: Node }[];
  return plans.flatMap(({ Plan }) => stepsOf(Plan));
}

/** A bitmap scan of a table has its conditions in the scan of the index below it. */
function stepsOf(node: Node): readonly Step[] {
  const { Plans: inner = [], 'Relation Name': table } = node;
  const reads = /Scan$/.test(node['Node Type']) && table !== undefined;
  const below = inner.flatMap(stepsOf);
  if (!reads) return below;
  const conditions = [node, ...inner].map((one) => one['Index Cond'] ?? one['TID Cond'] ?? '').join(' ');
  const by = [...conditions.matchAll(/\((?:\w+\.)?(\w+) (=|<=?|>=?) /g)].map(conditionOf);
  return [{ table, by }, ...below];
}

function literalOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`;
}
