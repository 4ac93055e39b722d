/**
 * People listed and searched for, by what they are found by and nothing else.
 */
import type { Exchange } from '../../../deps.ts';
import type { Listed } from '../../../desk/desk.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import { SEARCHED, type SearchedField } from '../../../resources/end-user/search/fields.ts';
import { readSearch, type Search } from '../../../resources/end-user/search/search.ts';
import { optional, type RecordOf, required } from '../../../resources/field.ts';
import { boolean, oneOf, text } from '../../../resources/shape.ts';
import type { Answer, Asked } from '../../operation.ts';
import {
  CHECKPOINT_FIELDS,
  checkpointAnswer,
  checkpointOf,
  cursorsOf,
  PAGE_FIELDS,
  pageAnswer,
  pageOf,
} from '../../paging.ts';
import { invalid, type Problem, problem } from '../../problem.ts';
import { PROJECTION_FIELDS, project } from '../../projection.ts';
import { userView } from './user-view.ts';

/** By what a list can be in order: what everybody has one of at the most. */
const SORTED_BY = (Object.keys(SEARCHED) as readonly SearchedField[]).filter(
  (name) => SEARCHED[name].as !== 'flag' && name !== 'email.domain',
);

/** Of what is searched or sorted, as Auth0 has it: whoever wants them all goes on by `from`. */
const MAX_FOUND = 1_000;

export const LIST_FIELDS = {
  ...PAGE_FIELDS,
  ...CHECKPOINT_FIELDS,
  ...PROJECTION_FIELDS,
  q: optional(text(4_096), { sentence: 'Who is searched for, in Auth0’s query syntax (version 3).' }),
  search_engine: optional(oneOf(['v3']), { sentence: 'The one there is.' }),
  sort: optional(text(100), { sentence: 'A field and 1 or -1: `created_at:-1`.' }),
  connection: optional(text(128), { sentence: 'Of this connection alone.' }),
  primary_order: optional(boolean, { sentence: 'Lists have an order always.' }),
} as const;

export const BY_EMAIL_FIELDS = {
  ...PROJECTION_FIELDS,
  email: required(text(320), { sentence: 'The address, in any spelling.' }),
} as const;

type ListQuery = RecordOf<typeof LIST_FIELDS>;

type Answered = Promise<Result<Answer, Problem>>;

/** GET /users. */
export async function listUsers(asked: Asked<ListQuery>): Answered {
  const { query, exchange } = asked;
  const search = searchOf(query);
  if (!search.ok) return search;
  const sort = sortOf(query);
  if (!sort.ok) return sort;
  const cursors = cursorsOf(exchange, JSON.stringify(['users', query.q, query.connection]));
  const checkpoint = checkpointOf(query, cursors);
  if (!checkpoint.ok) return checkpoint;
  const wanted = { search: search.value, sort: sort.value };
  if (!checkpoint.value) return byNumber(asked, wanted);
  if (sort.value)
    return err(wrong('sort', 'cannot be said with from and take, whose order is that of user_id'));
  const { after, limit } = checkpoint.value;
  const found = await pageOfUsers(wanted, { after: after?.[0], offset: 0, limit }, exchange);
  if (!found.ok) return found;
  const { users } = found.value;
  const page = { collection: 'users', entries: users.map(shownTo(asked)), last: users.at(-1)?.key, limit };
  return ok(checkpointAnswer(page, cursors));
}

type Wanted = {
  readonly search: Search;
  readonly sort: { readonly field: SearchedField; readonly isDescending: boolean } | undefined;
};

async function byNumber(asked: Asked<ListQuery>, wanted: Wanted): Answered {
  const { query, exchange } = asked;
  const { offset, limit } = pageOf(query);
  const isSearched = wanted.search.is !== 'all' || wanted.sort !== undefined;
  if (isSearched && offset + limit > MAX_FOUND && offset >= MAX_FOUND)
    return err(
      problem(
        400,
        'invalid_paging',
        `You can only page through the first ${MAX_FOUND} records of what is searched or sorted: go on by from and take`,
      ),
    );
  const found = await pageOfUsers(
    wanted,
    { offset, limit: isSearched ? Math.min(limit, MAX_FOUND - offset) : limit },
    exchange,
  );
  if (!found.ok) return found;
  const { users, total } = found.value;
  return ok(
    pageAnswer('users', users.map(shownTo(asked)), {
      query,
      total: query.include_totals ? await total() : undefined,
    }),
  );
}

/** GET /users-by-email. */
export async function listUsersByEmail(asked: Asked<RecordOf<typeof BY_EMAIL_FIELDS>>): Answered {
  const { query, exchange } = asked;
  const found = await exchange.records.users.findByEmail(canonicalEmail(query.email));
  const listed = await showEach(found ? [found.user.sub] : [], exchange);
  return ok({ status: 200, body: listed.map(shownTo(asked)) });
}

function shownTo({ query, access }: Asked<RecordOf<typeof PROJECTION_FIELDS>>) {
  return ({ record }: Listed) => project(userView(record, access), query);
}

type Page = { readonly after?: string | undefined; readonly offset: number; readonly limit: number };

type Found = { readonly users: readonly Listed[]; readonly total: () => Promise<number> };

/** Auth0's search gives up as well, after two seconds; here it is known before. */
const TOO_WIDE = problem(
  503,
  'search_too_wide',
  'Very many people have each of what is searched for, and few have all of it: search for something that fewer have, or raise TACIT_SEARCHED_PEOPLE',
);

async function pageOfUsers(
  { search, sort }: Wanted,
  { after, ...page }: Page,
  exchange: Exchange,
): Promise<Result<Found, Problem>> {
  const { deps, tenant, records } = exchange;
  const countAll = () => deps.desk.count('user', tenant.tenant_id);
  if (search.is === 'all' && !sort) {
    const from = after === undefined ? {} : { after: [after] };
    const users = await deps.desk.list('user', tenant.tenant_id, { ...page, ...from });
    return ok({ users, total: countAll });
  }
  const from = after === undefined ? {} : { after };
  const found = await records.userSearch.page({ search, ...page, ...from, ...(sort ? { sort } : {}) });
  if (found === 'too_wide') return err(TOO_WIDE);
  const total = search.is === 'all' ? countAll : async () => found.total;
  return ok({ users: await showEach(found.subs, exchange), total });
}

function showEach(subs: readonly string[], { deps, tenant }: Exchange): Promise<readonly Listed[]> {
  return deps.desk.showEach('user', tenant.tenant_id, subs);
}

function searchOf({ q, connection }: ListQuery): Result<Search, Problem> {
  // Nobody is in another one.
  if (connection !== undefined && connection !== DATABASE_CONNECTION) return ok({ is: 'none' });
  if (q === undefined) return ok({ is: 'all' });
  const read = readSearch(q);
  return read.ok ? read : err(wrong('q', read.error));
}

function sortOf({ sort }: ListQuery): Result<Wanted['sort'], Problem> {
  if (sort === undefined) return ok(undefined);
  const [name, direction, ...more] = sort.split(':');
  const field = SORTED_BY.find((one) => one === name);
  const isDirection = direction === '1' || direction === '-1';
  return field && isDirection && more.length === 0
    ? ok({ field, isDescending: direction === '-1' })
    : err(wrong('sort', `must be a field and 1 or -1; what can be sorted by: ${SORTED_BY.join(', ')}`));
}

function wrong(name: string, message: string): Problem {
  return invalid('query', [{ code: 'wrong_query', path: [name], message }]);
}
