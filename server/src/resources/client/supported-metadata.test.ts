import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedRegistration } from '../../../test/clients/registration.ts';
import { supportedMetadata } from './supported-metadata.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

const KEPT: readonly (readonly [sent: object, registered: object])[] = [
  [{ grant_types: ['authorization_code', DEVICE] }, { grant_types: ['authorization_code'] }],
  [{ grant_types: ['client_credentials', 'implicit'] }, { grant_types: ['implicit'] }],
  [
    { grant_types: ['authorization_code', 'refresh_token', 'authorization_code'] },
    { grant_types: ['authorization_code', 'refresh_token'] },
  ],
  [{ response_types: ['code', 'code foo'] }, { response_types: ['code'] }],
  [{ response_types: ['token id_token', 'device'] }, { response_types: ['id_token token'] }],
  [
    { grant_types: ['authorization_code', DEVICE], response_types: ['code', 'id_token'] },
    { grant_types: ['authorization_code'], response_types: ['code'] },
  ],
  [
    { redirect_uris: ['https://rp.test/cb', 'https://rp.test/cb'] },
    { redirect_uris: ['https://rp.test/cb'] },
  ],
  [{ client_uri: '', logo_uri: '', contacts: null, scope: 'a b' }, { scope: 'a b' }],
];

for (const [sent, registered] of KEPT) {
  test(`RFC 7591 §3.2.1 of ${JSON.stringify(sent)} is registered ${JSON.stringify(registered)}`, () => {
    assert.deepEqual(supportedMetadata({ ...sent }), registered);
  });
}

const NOTHING_LEFT: readonly object[] = [
  { grant_types: [DEVICE] },
  { grant_types: ['password', 'refresh_token'] },
  { grant_types: ['client_credentials'] },
  { response_types: ['device'] },
  { grant_types: ['implicit', DEVICE], response_types: ['code'] },
  { grant_types: 'authorization_code' },
  { grant_types: [7] },
  { response_types: [7] },
];

for (const sent of NOTHING_LEFT) {
  test(`RFC 7591 §3.2.2 of ${JSON.stringify(sent)} nothing that works is left, and it is refused`, () => {
    const judged = judgedRegistration({ redirect_uris: ['https://rp.test/cb'], ...sent }, () => true);
    assert.equal(!judged.ok && judged.error.error, 'invalid_client_metadata');
  });
}
