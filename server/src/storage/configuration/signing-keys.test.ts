import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';

const KEY = { alg: 'RS256', public_jwk: '{}', private_jwk_sealed: 'sealed', created_at: NOW } as const;
const CURRENT = { ...KEY, kid: 'one', state: 'current' } as const;
const BY = { request_id: 'keys', actor: 'operator' } as const;

forEachDatabase(
  'a rotation and a revocation are in the log, or are not done; what another machine did first is its own to say',
  async ({ acme: { signingKeys, audit }, rows }) => {
    const rotated = { ...BY, type: 'signing_key_rotated', detail: 'RS256 one -> two' } as const;
    const revoked = { ...BY, type: 'signing_key_revoked', detail: 'RS256 one' } as const;
    const kids = async () => (await signingKeys.list()).map(({ kid }) => kid);
    await rows('alter table audit rename to audit_away');
    await assert.rejects(signingKeys.replace('RS256', [CURRENT], [], rotated));
    assert.deepEqual(await kids(), []);
    await signingKeys.replace('RS256', [CURRENT], []);
    await assert.rejects(signingKeys.revoke('one', { alg: 'RS256', keys: [], expected: ['one'] }, revoked));
    assert.deepEqual(await kids(), ['one']);
    await rows('alter table audit_away rename to audit');
    const two = { ...CURRENT, kid: 'two' };
    assert.equal(await signingKeys.replace('RS256', [two], ['other'], rotated), false);
    assert.deepEqual(await audit.list(9), []);
    assert.equal(
      await signingKeys.replace('RS256', [CURRENT, { ...two, state: 'next' }], ['one'], rotated),
      true,
    );
    const left = { alg: 'RS256', keys: [two], expected: ['one', 'two'] } as const;
    assert.equal(await signingKeys.revoke('one', left, revoked), true);
    const told = (await audit.list(9)).map(({ type, detail }) => `${type} ${detail}`);
    assert.deepEqual(told.sort(), ['signing_key_revoked RS256 one', 'signing_key_rotated RS256 one -> two']);
  },
);
