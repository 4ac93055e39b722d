import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith } from '../../../test/authorization/authorization-requests.ts';
import { MAX_REFRESH_TOKEN_LIFETIME } from '../client/client.ts';
import {
  isRotating,
  MAX_SUCCESSORS,
  refreshTokenLifetime,
  type Standing,
  SUPERSEDED,
  turnOf,
} from './refresh-token.ts';

const NOW = 1_800_000_000;

const UNSPENT: Standing = { spent_at: null, parent_spent_at: null, successors: 0, spent_successors: 0 };

test('FU-04 a token that was spent is excused within its leeway, by a clock that went back too, and never without one', () => {
  for (const [spent_at, leeway, expected] of [
    [NOW, 0, 'reused'],
    [NOW + 2, 0, 'reused'],
    [NOW - 1, 0, 'reused'],
    [NOW, 10, 'beside'],
    [NOW - 9, 10, 'beside'],
    [NOW - 10, 10, 'reused'],
    [NOW + 9, 10, 'beside'],
    [NOW + 10, 10, 'reused'],
    [NOW + 3_600, 10, 'reused'],
    [SUPERSEDED, 300, 'reused'],
  ] as const)
    assert.equal(
      turnOf({ ...UNSPENT, spent_at, successors: 1 }, { leeway, now: NOW }),
      expected,
      `${spent_at - NOW} ${leeway}`,
    );
});

test('FU-04 a token from which somebody went on, or that was sent a hundred times, is not excused', () => {
  const spent = { ...UNSPENT, spent_at: NOW };
  const turn = (successors: number, spent_successors: number) =>
    turnOf({ ...spent, successors, spent_successors }, { leeway: 10, now: NOW });
  assert.equal(turn(2, 1), 'reused');
  assert.equal(turn(MAX_SUCCESSORS - 1, 0), 'beside');
  assert.equal(turn(MAX_SUCCESSORS, 0), 'too_many');
  assert.equal(turn(MAX_SUCCESSORS, 1), 'reused');
});

test('FU-04 siblings live side by side until one of them is used after the leeway', () => {
  const turn = (parent_spent_at: number | null, leeway = 10) =>
    turnOf({ ...UNSPENT, parent_spent_at }, { leeway, now: NOW });
  assert.equal(turn(NOW - 9), 'beside');
  assert.equal(turn(NOW - 10), 'alone');
  assert.equal(turn(null), 'alone', 'the first, or one whose parent was forgotten');
  assert.equal(turn(NOW, 0), 'alone', 'without a leeway no clock is asked');
});

test('refresh tokens rotate for a public client, and for one that authenticates when that is said (RFC 9700 §4.14.2)', () => {
  const authenticates = { token_endpoint_auth_method: 'client_secret_post' } as const;
  assert.equal(isRotating(clientWith()), true);
  assert.equal(isRotating(clientWith({ refresh_token_rotation_type: 'non-rotating' })), false);
  assert.equal(isRotating(clientWith(authenticates)), false);
  assert.equal(isRotating(clientWith({ ...authenticates, refresh_token_rotation_type: 'rotating' })), true);
});

test('refresh tokens live as long as the client says, and what never ends does so when nobody uses it', () => {
  const lifetimes = { refresh_token_lifetime: 100, idle_refresh_token_lifetime: 10 };
  const never = { infinite_refresh_token_lifetime: true };
  const unused = { infinite_idle_refresh_token_lifetime: true };
  for (const [differences, total, idle] of [
    [{}, 100, 10],
    [{ idle_refresh_token_lifetime: 1_000 }, 100, 100],
    [never, undefined, 10],
    [unused, 100, 100],
    [{ ...never, ...unused }, undefined, MAX_REFRESH_TOKEN_LIFETIME],
    [{ refresh_token_expiration_type: 'non-expiring' }, undefined, MAX_REFRESH_TOKEN_LIFETIME],
  ] as const)
    assert.deepEqual(refreshTokenLifetime(clientWith({ ...lifetimes, ...differences })), { total, idle });
});
