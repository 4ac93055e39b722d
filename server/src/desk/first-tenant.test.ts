/**
 * The first tenant of a laptop (docs/decisions/0016-the-first-tenant-of-a-laptop-is-at-localhost.md).
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { deskOver, done, OPERATOR, refused } from '../../test/databases/desk.ts';
import { openWritable } from '../../test/databases/writable.ts';
import type { Values } from '../resources/kind.ts';
import type { Desk, Wish } from './desk.ts';

const LAPTOP = 'http://localhost:4000';

async function openDesk(t: TestContext, baseUrl = LAPTOP): Promise<Desk> {
  const now = () => 1_800_000_000;
  const storage = await openWritable({
    databaseUrl: 'sqlite::memory:',
    now,
    onError: (error) => assert.fail(`storage failed: ${error}`),
  });
  t.after(() => storage.close());
  return deskOver(storage, now, baseUrl);
}

function put(name: string, said: Values = {}): Wish {
  return { kind: 'tenant', verb: 'put', meant: 'whole', said: { name, region: 'us', ...said } };
}

const key = (name: string) => [name, 'us'];

/** The domains after these are carried out, one after the other. */
async function domains(desk: Desk, ...lists: readonly (readonly Wish[])[]): Promise<Values> {
  for (const wishes of lists) done(await desk.carryOut(wishes, OPERATOR));
  const stored = await desk.list('tenant', undefined, { limit: 10 });
  return Object.fromEntries(stored.map(({ record: { name, domain } }) => [name, domain]));
}

const CASES: readonly (readonly [string, readonly (readonly Wish[])[], Values])[] = [
  ['the only tenant is at localhost', [[put('clinic')]], { clinic: 'localhost' }],
  [
    'of several in one file the first is',
    [[put('zebra'), put('clinic')]],
    { zebra: 'localhost', clinic: undefined },
  ],
  [
    'a second one that comes later is not',
    [[put('clinic')], [put('shop')]],
    { clinic: 'localhost', shop: undefined },
  ],
  [
    'it is left to the one that asks for it, wherever in the file that stands',
    [[put('clinic'), put('shop', { domain: 'localhost' })]],
    { clinic: undefined, shop: 'localhost' },
  ],
  [
    'one with a domain is passed over',
    [[put('shop', { domain: 'shop.test' }), put('clinic')]],
    { shop: 'shop.test', clinic: 'localhost' },
  ],
  ['null says that there shall be none', [[put('clinic', { domain: null })]], { clinic: undefined }],
  [
    'a tenant that is stored is never moved there, whoever leaves it or is made beside it',
    [
      [put('clinic', { domain: null })],
      [put('clinic')],
      [put('clinic'), put('shop')],
      [put('shop'), put('clinic')],
    ],
    { clinic: undefined, shop: 'localhost' },
  ],
  ['the same file again changes nothing', [[put('clinic')], [put('clinic')]], { clinic: 'localhost' }],
  [
    'one that is created by a command alone is there too',
    [[{ kind: 'tenant', verb: 'create', meant: 'whole', said: { name: 'clinic', region: 'eu' } }]],
    { clinic: 'localhost' },
  ],
  [
    'whoever gives it up makes room for the next in the same file',
    [[put('clinic')], [put('clinic', { domain: null }), put('shop')]],
    { clinic: undefined, shop: 'localhost' },
  ],
  [
    'a tenant that can be restored keeps it',
    [[put('clinic')], [{ kind: 'tenant', verb: 'delete', key: key('clinic') }, put('shop')]],
    { clinic: 'localhost', shop: undefined },
  ],
];

for (const [name, lists, expected] of CASES) {
  test(`on a laptop: ${name}`, async (t) => {
    assert.deepEqual(await domains(await openDesk(t), ...lists), expected);
  });
}

for (const baseUrl of ['https://auth.test', 'http://auth.localhost:4000', 'https://localhost.test']) {
  test(`at ${baseUrl} a tenant has the host by its name`, async (t) => {
    assert.deepEqual(await domains(await openDesk(t, baseUrl), [put('clinic')]), { clinic: undefined });
  });
}

test('the plan says what is chosen, and the second time that nothing is', async (t) => {
  const desk = await openDesk(t);
  const [planned] = done(await desk.plan([put('clinic')], OPERATOR));
  assert.deepEqual(planned?.differences, [{ field: 'domain', before: undefined, after: 'localhost' }]);
  done(await desk.carryOut([put('clinic')], OPERATOR));
  const [again] = done(await desk.plan([put('clinic')], OPERATOR));
  assert.deepEqual([again?.action, again?.differences], ['unchanged', []]);
});

test('a domain that could not be read is not replaced by another one', async (t) => {
  const wish = { ...put('clinic'), unreadable: ['domain'] } as const;
  const [planned] = done(await (await openDesk(t)).plan([wish], OPERATOR));
  assert.equal(planned?.record['domain'], undefined);
});

for (const domain of ['localhost', 'login.localhost']) {
  test(`${domain} is no domain of a server for others, and one of a laptop`, async (t) => {
    const wishes = [put('clinic', { domain })];
    const shared = await openDesk(t, 'https://auth.test');
    assert.deepEqual(refused(await shared.plan(wishes, OPERATOR)), [[0, 'local_domain', 'domain']]);
    assert.deepEqual(await domains(await openDesk(t, 'http://auth.localhost'), wishes), { clinic: domain });
  });
}
