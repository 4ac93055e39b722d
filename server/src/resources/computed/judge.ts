/**
 * All rules of a kind over a record: every finding comes back, in the table's order.
 */
import type { Facts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import type { Judged, Kind } from '../kind.ts';

type Judging = {
  readonly facts: Facts;
  readonly on?: 'delete';
  /** Fields that could not be read; that is said already. */
  readonly unreadable?: readonly string[];
};

/** What is wrong with a record beside what its fields' shapes say; or with removing it. */
export function judgeRecord(
  kind: Kind,
  judged: Judged,
  { facts, on, unreadable = [] }: Judging,
): readonly Finding[] {
  return kind.rules
    .filter((rule) => rule.on === on && (rule.only === undefined || rule.only === facts.by))
    .flatMap(({ code, judge }) => judge(judged, facts).map((finding) => ({ code, ...finding })))
    .filter(({ path: [name] }) => typeof name !== 'string' || !unreadable.includes(name));
}

/** Of a list: entries that must differ; the second one is complained about. */
export function judgeList(
  kind: Kind,
  records: readonly Judged[],
): readonly (Finding & { readonly index: number })[] {
  return kind.unlike.flatMap(({ fields, spelling = (value) => value }) => {
    const seen = new Set<string>();
    return records.flatMap(({ record }, index) => {
      const values = fields.map((name) => record[name]).filter((value) => typeof value === 'string');
      if (values.length < fields.length || values.includes('')) return [];
      const key = JSON.stringify(values.map(spelling));
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      // Of what several fields make together none is the one that is wrong.
      const path = fields.length === 1 ? fields : [];
      return [{ code: 'there_twice', index, path, message: 'is there twice' }];
    });
  });
}
