/**
 * What no text of a database is, among the values of a statement. PostgreSQL would refuse the whole statement for a NUL, and
 * either database would take U+FFFD for half a surrogate pair, which is another key. No row holds such a text, so that is
 * what is answered: here, where every statement passes, and not at each of the keys that come from outside.
 */
import {
  type CompiledQuery,
  InsertQueryNode,
  OperationNodeTransformer,
  type QueryResult,
  RawNode,
  UpdateQueryNode,
  type ValueNode,
} from 'kysely';
import { isText } from '../protocol/octets.ts';

/** The answer to a statement that looks for such a text; undefined for every other. Throws where one is to be written. */
export function answerUnstorable(query: CompiledQuery): QueryResult<never> | undefined {
  if (!query.parameters.some(isUnstorable)) return undefined;
  // What is written is ours to make storable (storable-text.ts): cut or replaced here, nobody would notice.
  if (writes(query)) throw new TypeError('A statement was to write a text that no database keeps.');
  return { rows: [], numAffectedRows: 0n };
}

function isUnstorable(value: unknown): boolean {
  return typeof value === 'string' && !isText(value);
}

/** Whether one of them is to be written. The values of an update come before those that it looks for. */
function writes({ query, parameters, sql }: CompiledQuery): boolean {
  if (InsertQueryNode.is(query)) return true;
  if (RawNode.is(query)) return !FINDS.test(sql);
  if (!UpdateQueryNode.is(query)) return false;
  const values = new ValueCounter();
  for (const update of query.updates ?? []) values.transformNode(update);
  return parameters.slice(0, values.count).some(isUnstorable);
}

/** A statement that is written out and only reads or deletes what it finds. */
const FINDS =
  /^\s*(?:select\s|(?:with\s.*\)\s*)?delete\s|with\s(?!.*\b(?:insert|update)\s).*\)\s*select\s)/is;

class ValueCounter extends OperationNodeTransformer {
  count = 0;

  protected override transformValue(node: ValueNode): ValueNode {
    if (node.immediate !== true) this.count += 1;
    return node;
  }
}
