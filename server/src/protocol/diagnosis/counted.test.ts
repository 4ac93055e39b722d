import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedOf } from './counted.ts';

test('an event is counted as what it is, and what is no event of sign-ins is not', () => {
  const cases: readonly (readonly [event: Parameters<typeof countedOf>[0], counted: readonly string[]])[] = [
    [{ type: 'login', client_id: 'spa1' }, ['logins ', 'logins_by_client spa1']],
    [{ type: 'login' }, ['logins ', 'logins_by_client ']],
    [{ type: 'signed_up' }, ['signups ']],
    [{ type: 'tokens_issued' }, ['tokens authorization userinfo']],
    [
      { type: 'tokens_issued', variant: 'refresh_token', audience: 'https://api.test' },
      ['tokens refresh_token https://api.test'],
    ],
    [
      {
        ...{ type: 'tokens_issued', client_id: 'spa1' },
        shown: [{ way: 'id_token token', facet: 'sdk', value: 'auth0.js 9.28.0' }],
      },
      [
        ...['tokens authorization userinfo', 'traffic_counted '],
        'traffic spa1 ["id_token token","sdk","auth0.js 9.28.0"]',
      ],
    ],
    [
      // A code is no token: what it is exchanged for is counted then.
      {
        ...{ type: 'tokens_issued', client_id: 'spa1', variant: 'silent', audience: 'https://api.test' },
        shown: [{ way: 'code', facet: 'prompt', value: 'none' }],
      },
      ['traffic_counted ', 'traffic spa1 ["code","prompt","none"]'],
    ],
    [{ type: 'login_failed', reason: 'wrong_password' }, ['failures wrong_password']],
    [{ type: 'token_refused' }, ['failures token_refused']],
    [{ type: 'logout' }, []],
    [{ type: 'of_another_version' }, []],
  ];
  for (const [event, counted] of cases)
    assert.deepEqual(
      countedOf(event).map(({ what, name }) => `${what} ${name}`),
      counted,
      event.type,
    );
});
