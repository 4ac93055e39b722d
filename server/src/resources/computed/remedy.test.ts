import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import { patchOf, remedyOf } from './remedy.ts';

const CLIENT = { kind: 'client', key: 'spa1', field: 'redirect_uris' } as const;
const CB = 'https://app.acme.test/callback';

test('a callback is one line more of a list that is written as a whole, and one command', () => {
  const { yaml, command } = remedyOf({ ...CLIENT, add: `${CB}/`, beside: [CB] }, 'acme');
  assert.deepEqual(yaml, [
    'tenants:',
    '  - name: acme',
    '    clients:',
    '      - client_id: spa1',
    '        callbacks:',
    `          - ${CB}`,
    `          - ${CB}/ # this line is new`,
  ]);
  assert.equal(command, `npx tacit clients set spa1 --tenant acme --add-callbacks ${CB}/`);
});

test('what is short stands in one line', () => {
  const fix = { ...CLIENT, field: 'grant_types', add: 'implicit', beside: ['authorization_code'] } as const;
  assert.equal(remedyOf(fix, 'acme').yaml.at(-1), '        grant_types: [authorization_code, implicit]');
});

test('of a long list the first ten are written down, and how many there are beside', () => {
  const beside = Array.from({ length: 12 }, (_, index) => `${CB}${index}`);
  const { yaml } = remedyOf({ ...CLIENT, add: CB, beside }, 'acme');
  assert.equal(yaml.length, 17);
  assert.equal(yaml.at(-2), '          # and the 2 more that are there');
});

test('an API is made, and a setting is set', () => {
  const api = remedyOf({ kind: 'resource_server', key: 'urn:acme:api' }, 'acme');
  assert.equal(api.yaml.at(-1), '      - identifier: urn:acme:api');
  assert.equal(api.command, 'npx tacit apis create urn:acme:api --tenant acme');
  const setting = remedyOf({ kind: 'settings', field: 'client_id_metadata_documents', set: true }, 'acme');
  assert.equal(setting.yaml.at(-1), '      client_id_metadata_documents: true');
  assert.equal(setting.command, 'npx tacit settings set --tenant acme --client_id_metadata_documents true');
});

test('the switch of the implicit grant is one field of its client', () => {
  const fix = { kind: 'client', key: 'spa', field: 'forbid_implicit', set: true } as const;
  const { yaml, command } = remedyOf(fix, 'acme');
  assert.deepEqual(yaml.slice(-2), ['      - client_id: spa', '        forbid_implicit: true']);
  assert.equal(command, 'npx tacit clients set spa --tenant acme --forbid_implicit true');
  assert.deepEqual(patchOf(fix), { kind: 'client', key: 'spa', patch: { forbid_implicit: true } });
});

test('an address to return to without a client joins the list of the tenant', () => {
  const fix = { kind: 'settings', field: 'allowed_logout_urls', add: CB } as const;
  const long = Array.from({ length: 11 }, (_, index) => `${CB}${index}`);
  const { yaml, command } = remedyOf({ ...fix, beside: long }, 'acme');
  assert.equal(command, `npx tacit settings set --tenant acme --add-allowed_logout_urls ${CB}`);
  const { tenants } = parseDocument(yaml.join('\n')).toJS();
  assert.deepEqual(tenants[0].settings, { allowed_logout_urls: [...long.slice(0, 10), CB] });
  assert.equal(yaml.at(-2), '        # and the 1 more that are there');
  const short = remedyOf({ ...fix, add: 'http://localhost', beside: [] }, 'acme').yaml.at(-1);
  assert.equal(short, '      allowed_logout_urls: [http://localhost]');
});

const HOSTILE = [
  "it's",
  'a b',
  '#x',
  'a: b',
  '$(rm)',
  'true',
  '12',
  '-x',
  'x\ny',
  '[a]',
  "';ls;'",
  'a #b',
  '',
];

for (const text of HOSTILE) {
  test(`${JSON.stringify(text)} is one scalar of the file, and one word of a shell`, () => {
    const fix: Fix = { ...CLIENT, key: text, add: text, beside: [] };
    const { yaml, command } = remedyOf(fix, 'acme');
    const { tenants } = parseDocument(yaml.join('\n')).toJS();
    assert.deepEqual(tenants[0].clients, [{ client_id: text, callbacks: [text] }]);
    const quoted = /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.split("'").join(`'\\''`)}'`;
    assert.equal(command, `npx tacit clients set ${quoted} --tenant acme --add-callbacks ${quoted}`);
  });
}
