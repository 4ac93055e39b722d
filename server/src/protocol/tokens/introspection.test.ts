import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, NOW } from '../../../test/authorization/authorization-requests.ts';
import { introspectionResponse } from './introspection.ts';

const API = 'https://api.acme.test';
const TOKEN = { client_id: 'spa1', sub: 'auth0|1', scope: ['read:a'], aud: [API], exp: NOW } as const;

const tell = (token: Parameters<typeof introspectionResponse>[0], differences = {}) =>
  introspectionResponse(token, { client: clientWith(differences), issuer: ISSUER });

test('FU-05 introspection: what is not there and what is of others is inactive, and no more is said (RFC 7662 §2.2)', () => {
  assert.deepEqual(tell(undefined), { active: false });
  assert.deepEqual(tell(TOKEN, { client_id: 'other' }), { active: false });
  const elsewhere = { client_id: 'other', resource_server_identifier: 'https://billing.acme.test' };
  assert.deepEqual(tell(TOKEN, elsewhere), { active: false });
});

test('introspection: the client of the token and the API it is meant for hear of it (RFC 7662 §4)', () => {
  const told = { active: true, iss: ISSUER, client_id: 'spa1', sub: 'auth0|1', exp: NOW };
  assert.deepEqual(tell(TOKEN), { ...told, scope: 'read:a', aud: API });
  assert.deepEqual(tell({ ...TOKEN, scope: [] }), { ...told, aud: API });
  const both = { ...TOKEN, aud: [API, `${ISSUER}userinfo`] };
  const api = { client_id: 'other', resource_server_identifier: API };
  assert.deepEqual(tell(both, api), { ...told, scope: 'read:a', aud: both.aud });
});
