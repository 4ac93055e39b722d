/**
 * Renewals by refresh token that are answered wrongly.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Bend } from './authorization-server.ts';
import { LATER, signedInLongAgo } from './long-visit.ts';
import { NOW } from './page.ts';
import { refusalOf } from './visit.ts';

suite('what does not renew', () => {
  const bent: readonly { name: string; bend: Bend }[] = [
    { name: 'of another user (OIDC Core §12.2)', bend: { claims: { sub: 'auth0|mallory' } } },
    { name: 'of another issuer', bend: { claims: { iss: 'https://evil.test/' } } },
    { name: 'for another client', bend: { claims: { aud: 'spa2' } } },
    { name: 'with a nonce of somebody’s', bend: { claims: { nonce: 'other' } } },
    { name: 'of before', bend: { claims: { iat: NOW } } },
    { name: 'whose at_hash is of another access token', bend: { claims: { at_hash: 'x' } } },
  ];
  for (const { name, bend } of bent) {
    test(`an ID token ${name} is refused, and nobody else is signed in`, async () => {
      const visit = await signedInLongAgo();
      visit.tokens.refreshed = { now: LATER, ...bend };
      const { code } = await refusalOf(visit.at.tacit.getAccessToken());
      assert.ok(code === 'invalid_id_token' || code === 'clock_skew', code);
      assert.equal(visit.at.tacit.getUser()?.sub, 'auth0|alice');
    });
  }

  const answers = [
    {
      name: 'no connection',
      answers: () => Promise.reject(new TypeError('Failed to fetch')),
      code: 'network_error',
    },
    { name: 'no JSON', answers: async () => new Response('<html>'), code: 'network_error' },
    { name: 'null', answers: async () => Response.json(null), code: 'invalid_response' },
    { name: 'a list', answers: async () => Response.json([]), code: 'invalid_response' },
    {
      name: 'members of the wrong type',
      answers: async () => Response.json({ id_token: {}, access_token: [] }),
      code: 'invalid_response',
    },
    {
      name: 'temporarily_unavailable',
      answers: async () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 }),
      code: 'temporarily_unavailable',
    },
    {
      name: 'an error of words unknown',
      answers: async () => Response.json({ error: 'slow_down' }, { status: 400 }),
      code: 'unknown_error',
    },
  ] as const;
  for (const row of answers) {
    test(`${row.name} from the token endpoint is ${row.code}, and the refresh token is kept for the next call`, async () => {
      const visit = await signedInLongAgo();
      visit.tokens.answers = row.answers;
      assert.equal((await refusalOf(visit.at.tacit.getAccessToken())).code, row.code);
      visit.tokens.answers = undefined;
      assert.match(await visit.at.tacit.getAccessToken(), /^access-/);
      assert.deepEqual([visit.at.page.frames.length, visit.tokens.reused.length], [0, 0]);
    });
  }
});
