/**
 * What the log is searched by, of what somebody asked for: terms that have an index, with a person found by their address.
 */
import type { Exchange } from '../../../deps.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { invalid, type Problem } from '../../problem.ts';
import { type LogQuery, readLogQuery } from './log-query.ts';

/** Rows in which a second condition is looked for. */
const MAX_LOOKED_AT = 10_000;

export type Where = Omit<LogQuery, 'user_name'>;

/** `q`, or `search`, which is the same. */
export async function readSearch(
  asked: { readonly q?: string; readonly search?: string },
  exchange: Exchange,
): Promise<Result<Where, Problem>> {
  const name = asked.q === undefined ? 'search' : 'q';
  const query = readLogQuery(asked.q ?? asked.search ?? '');
  if (!query.ok) return err(wrong(name, query.error));
  const { user_name, ...where } = query.value;
  const owner =
    user_name === undefined
      ? undefined
      : (await exchange.records.users.findByAccount(canonicalEmail(user_name)))?.user.sub;
  const isNobody = user_name !== undefined && (owner ?? where.sub) !== (where.sub ?? owner);
  if ((user_name !== undefined && owner === undefined) || isNobody) return ok({ types: [] });
  const found = owner === undefined ? where : { ...where, sub: owner };
  return (await isTooMuchToLookAt(found, exchange)) ? err(wrong(name, TOO_MUCH)) : ok(found);
}

const TOO_MUCH = `one of the terms has more than ${MAX_LOOKED_AT} events in which the other would be looked for: name a user_id, or a narrower date`;

/**
 * Whether a second condition would be looked for in more rows than anybody waits for. A user and a request have few; of an address, of
 * an application and of a type there may be millions.
 */
async function isTooMuchToLookAt(where: Where, { records }: Exchange): Promise<boolean> {
  const { sub, request_id, journey, record, ip, client_id, types, since, until } = where;
  const wide = [ip, client_id, types].filter((one) => one !== undefined).length;
  if ([sub, request_id, journey, record].some((one) => one !== undefined) || wide < 2) return false;
  const leads = ip === undefined ? { client_id } : { ip };
  return (await records.audit.count({ ...leads, since, until, limit: MAX_LOOKED_AT + 1 })) > MAX_LOOKED_AT;
}

/** What of a query cannot be answered. */
export function wrong(name: string, message: string): Problem {
  return invalid('query', [{ code: 'not_searchable', path: [name], message }]);
}
