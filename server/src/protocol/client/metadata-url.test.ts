import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMetadataUrl, metadataHost } from './metadata-url.ts';

const ADDRESSES = [
  'https://app.test/client.json',
  'https://app.test:8443/oauth/client',
  'https://app.test/client?v=1',
  'http://localhost:9000/client.json',
];

for (const client_id of ADDRESSES) {
  test(`CIMD §3 ${client_id} may be the address of metadata`, () => assert.ok(isMetadataUrl(client_id)));
}

const NONE = [
  '',
  'spa1',
  'https://app.test',
  'https://app.test/',
  'https://app.test/?a=b',
  'https://app.test/client.json#x',
  'https://app.test/client.json#',
  'https://user@app.test/client.json',
  'https://user:secret@app.test/client.json',
  'https://:secret@app.test/client.json',
  'https://app.test/a/../client.json',
  'https://app.test/./client.json',
  'https://app.test/a/%2e%2e/client.json',
  'https://app.test/a\\client.json',
  'https://App.test/client.json',
  'HTTPS://app.test/client.json',
  'https://app.test:443/client.json',
  'https://äpp.test/client.json',
  'https://app.test/cl\tient.json',
  ' https://app.test/client.json',
  'https://xn--/client.json',
  'ftp://app.test/client.json',
  'javascript:alert(1)',
  'data:application/json,{}',
];

for (const client_id of NONE) {
  test(`CIMD §3 ${JSON.stringify(client_id)} is the address of no metadata`, () =>
    assert.equal(isMetadataUrl(client_id), false));
}

test('the host that answers for a client stands in its address', () => {
  assert.equal(metadataHost('https://app.test:8443/client.json'), 'app.test:8443');
  assert.equal(metadataHost('spa1'), undefined);
});
