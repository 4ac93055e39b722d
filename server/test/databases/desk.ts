/**
 * A desk over a test's storage, and wishes as the operator's doors make them.
 */
import assert from 'node:assert/strict';
import { createDesk } from '../../src/desk/create-desk.ts';
import type { By, Change, Desk, Refusal, Wish } from '../../src/desk/desk.ts';
import { createSeal } from '../../src/keys/seal.ts';
import { createPasswords } from '../../src/passwords/passwords.ts';
import type { Result } from '../../src/protocol/result.ts';
import type { KindName, Values } from '../../src/resources/kind.ts';
import type { Storage } from '../../src/storage/storage.ts';

export const OPERATOR: By = { who: 'operator', request_id: 'test', makesSecrets: false };

/** A desk whose secrets are counted, so that a test knows them. */
export function deskOver(storage: Storage, now: () => number, baseUrl = 'https://auth.test'): Desk {
  const drawn = { count: 0 };
  return createDesk({
    storage,
    config: { baseUrl: new URL(baseUrl), homeRegion: 'us' },
    seal: createSeal(new Uint8Array(32).fill(7)),
    keys: { settle: async () => undefined },
    passwords: createPasswords({ threads: 1 }),
    now,
    random: (bytes) => {
      drawn.count += 1;
      return Buffer.alloc(bytes, drawn.count).toString('base64url');
    },
    isReachable: (url) => url.startsWith('https:'),
  });
}

type Verb = 'put' | 'create' | 'change';

/** A wish about a record of the tenant `acme`. */
export function wish(verb: Verb, kind: KindName, said: Values, version?: number): Wish {
  const place = { tenant_id: 'acme' };
  const meant = verb === 'change' ? 'patch' : 'whole';
  return { kind, place, verb, meant, said, ...(version === undefined ? {} : { version }) };
}

/** A wish that a record of the tenant `acme` be gone. */
export function gone(kind: KindName, key: readonly string[], version?: number): Wish {
  return {
    kind,
    place: { tenant_id: 'acme' },
    verb: 'delete',
    key,
    ...(version === undefined ? {} : { version }),
  };
}

/** What was done; a refusal fails the test with its words. */
export function done(outcome: Result<readonly Change[], readonly Refusal[]>): readonly Change[] {
  assert.ok(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.error));
  return outcome.value;
}

/** What was refused: the wish, the code and the path. */
export function refused(
  outcome: Result<readonly Change[], readonly Refusal[]>,
): readonly (readonly [wish: number, code: string, path: string])[] {
  assert.ok(!outcome.ok, 'it was not refused');
  return outcome.error.map(({ wish: index, code, path }) => [index, code, path.join('.')]);
}
