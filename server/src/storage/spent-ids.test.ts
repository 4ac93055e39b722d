import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases/databases.ts';

const HOUR = 3_600;

forEachDatabase(
  'a token that was given back is known as that in its tenant, until an hour after its end',
  async ({ acme, globex, storage }) => {
    const { revokedAccessTokens } = acme;
    assert.equal(await revokedAccessTokens.isSpent('J'), false);
    assert.equal(await revokedAccessTokens.spend('J', NOW + 60), true);
    assert.equal(await revokedAccessTokens.spend('J', NOW + 60), false, 'once more is no error');
    assert.equal(await revokedAccessTokens.isSpent('J'), true);
    assert.equal(await revokedAccessTokens.isSpent('j'), false);
    assert.equal(await globex.revokedAccessTokens.isSpent('J'), false);
    assert.equal(await acme.assertions.isSpent('J'), false);
    await storage.sweep(NOW + 60 + HOUR - 1);
    assert.equal(await revokedAccessTokens.isSpent('J'), true);
    assert.equal(await storage.sweep(NOW + 60 + HOUR), 1);
    assert.equal(await revokedAccessTokens.isSpent('J'), false);
  },
);
