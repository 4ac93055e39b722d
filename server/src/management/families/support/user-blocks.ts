/**
 * Who is locked out by guesses: a person, or an address. Auth0 calls that blocked; a block of a person that lasts until somebody takes it
 * away is `blocked` of the user.
 */
import { addressBucket, canonicalAddress, networkBucket } from '../../../http/client-address.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import { optional, required } from '../../../resources/field.ts';
import { boolean, text } from '../../../resources/shape.ts';
import {
  type Lock,
  type Locked,
  liftLocks,
  liftLocksOfAddress,
  locksOf,
  locksOfAddress,
  type Places,
} from '../../../support/locks.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { invalid, problem } from '../../problem.ts';
import { type Answered, caseOf, findUser, MOMENT, moment, objectOf, TEXT } from './support-asked.ts';

const BLOCK = objectOf({ identifier: TEXT, ip: TEXT, connection: TEXT, reason: TEXT, until: MOMENT }, [
  'identifier',
  'reason',
  'until',
]);

const BLOCKS = objectOf({ blocked_for: { type: 'array', items: BLOCK } });

const IDENTIFIER = required(text(320), { sentence: 'An e-mail address, or a user_id.' });

const CONSIDER = {
  consider_brute_force_enablement: optional(boolean, {
    sentence: 'Changes nothing: guesses are counted always.',
  }),
} as const;

const NO_ANSWER = { 204: undefined } as const;

export const USER_BLOCK_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_blocks_list', method: 'GET', path: '/user-blocks' },
    sentence:
      'What locks out whoever signs in by an address: which budget of guesses, at which address, until when.',
    scopes: ['read:users'],
    query: { identifier: IDENTIFIER, ...CONSIDER },
    answers: { 200: BLOCKS },
    handle: async (asked) => answerLocks(await lockedBy(asked.query.identifier, asked), asked),
  }),
  operation({
    ...{ id: 'user_blocks_lift', method: 'DELETE', path: '/user-blocks' },
    sentence: 'Lets whoever signs in by an address try again, from everywhere.',
    ...{ scopes: ['update:users'], query: { identifier: IDENTIFIER }, answers: NO_ANSWER },
    handle: async (asked) => lift(await lockedBy(asked.query.identifier, asked), asked),
  }),
  operation({
    ...{ id: 'user_blocks_show', method: 'GET', path: '/user-blocks/{id}' },
    ...{ sentence: 'What locks a person out.', scopes: ['read:users'] },
    query: CONSIDER,
    answers: { 200: BLOCKS },
    async handle(asked) {
      const user = await findUser(asked.path['id'] ?? '', asked.exchange);
      return user.ok ? answerLocks({ user: user.value, identifier: undefined }, asked) : user;
    },
  }),
  operation({
    ...{ id: 'user_blocks_delete', method: 'DELETE', path: '/user-blocks/{id}' },
    ...{ sentence: 'Lets a person try again, from everywhere.', scopes: ['update:users'] },
    answers: NO_ANSWER,
    async handle(asked) {
      const user = await findUser(asked.path['id'] ?? '', asked.exchange);
      return user.ok ? lift({ user: user.value, identifier: undefined }, asked) : user;
    },
  }),
  operation({
    ...{ id: 'ip_blocks_show', method: 'GET', path: '/anomaly/blocks/ips/{id}' },
    ...{
      sentence: 'Whether an address is locked out: 404 where it is not.',
      scopes: ['read:anomaly_blocks'],
    },
    answers: { 200: BLOCKS },
    async handle(asked) {
      const places = placesIn(asked);
      if (!places) return err(NO_ADDRESS);
      const locks = await locksOfAddress(places, caseOf(asked));
      if (locks.length === 0) return err(problem(404, 'not_blocked', 'The address is not blocked'));
      return ok({ status: 200, body: { blocked_for: locks.map((lock) => shown(lock, places.address)) } });
    },
  }),
  operation({
    ...{ id: 'ip_blocks_delete', method: 'DELETE', path: '/anomaly/blocks/ips/{id}' },
    ...{ sentence: 'Lets an address try again.', scopes: ['delete:anomaly_blocks'], answers: NO_ANSWER },
    async handle(asked) {
      const places = placesIn(asked);
      if (!places) return err(NO_ADDRESS);
      await liftLocksOfAddress(places, caseOf(asked));
      return ok({ status: 204 });
    },
  }),
];

type AskedAny = Asked<object, object>;

/** Whoever has it; nobody may, and guesses at an address that nobody has are counted all the same. */
async function lockedBy(identifier: string, { exchange: { records } }: AskedAny): Promise<Locked> {
  const found = await records.users.findByAccount(canonicalEmail(identifier));
  return { identifier, user: found?.user ?? (await records.users.find(identifier)) };
}

async function answerLocks(locked: Locked, asked: AskedAny): Answered {
  const { user, identifier = user?.claims.email ?? user?.username ?? user?.sub ?? '' } = locked;
  const locks = await locksOf(locked, caseOf(asked));
  return ok({ status: 200, body: { blocked_for: locks.map((lock) => shown(lock, identifier)) } });
}

async function lift(locked: Locked, asked: AskedAny): Answered {
  await liftLocks(locked, caseOf(asked));
  return ok({ status: 204 });
}

function shown({ budget, place, until }: Lock, identifier: string) {
  return {
    identifier,
    ...(place === undefined ? {} : { ip: place }),
    connection: DATABASE_CONNECTION,
    reason: budget,
    until: moment(until),
  };
}

function placesIn({ path }: AskedAny): Places | undefined {
  const id = path['id'] ?? '';
  const address = canonicalAddress(id) === undefined ? undefined : addressBucket(id);
  return address === undefined ? undefined : { address, network: networkBucket(id) };
}

const NO_ADDRESS = invalid('path', [
  { code: 'wrong_shape', path: ['id'], message: 'must be an IPv4 or IPv6 address' },
]);
