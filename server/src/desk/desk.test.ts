import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, gone, OPERATOR, refused, wish } from '../../test/databases/desk.ts';
import type { Desk, Wish } from './desk.ts';

const APP = { client_id: 'app', client_name: 'App', redirect_uris: ['https://app.test/cb'] };
const API = { identifier: 'https://api.test', name: 'API', scopes: [{ value: 'read:a' }] };
const SECRET = 's'.repeat(32);

const clients = (desk: Desk) => desk.list('client', 'acme', { limit: 10 });

forEachDatabase(
  'one wrong wish of many is told with all others, and nothing is written',
  async ({ storage, clock, acme }) => {
    const desk = deskOver(storage, () => clock.now);
    const wishes: readonly Wish[] = [
      wish('put', 'client', APP),
      wish('put', 'client', { client_id: 'bad', redirect_uris: ['https://x.test/#f', 'http://x.test/'] }),
      wish('put', 'client_grant', { client_id: 'nobody', audience: 'nothing', scope: ['a b'] }),
      wish('put', 'settings', { default_audience: 'nothing' }),
      wish('put', 'user', { name: 'Nobody' }),
      { kind: 'client', place: { name: 'nowhere', region: 'us' }, verb: 'put', meant: 'whole', said: APP },
    ];
    assert.deepEqual(refused(await desk.carryOut(wishes, OPERATOR)), [
      [4, 'missing_field', ''],
      [5, 'unknown_tenant', ''],
      [1, 'invalid_redirect_uri', 'redirect_uris.0'],
      [1, 'invalid_redirect_uri', 'redirect_uris.1'],
      [2, 'unknown_client', 'client_id'],
      [2, 'unknown_api', 'audience'],
      [2, 'invalid_scope', 'scope.0'],
      [3, 'unknown_api', 'default_audience'],
    ]);
    assert.deepEqual(await clients(desk), []);
    assert.deepEqual(await acme.audit.list(10), []);
  },
);

forEachDatabase(
  'wishes are judged as a whole, in whatever order they are written',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const changes = done(
      await desk.carryOut(
        [
          wish('put', 'settings', { default_audience: API.identifier }),
          wish('put', 'client_grant', { client_id: 'app', audience: API.identifier, scope: ['read:a'] }),
          wish('put', 'resource_server', API),
          wish('put', 'client', { ...APP, client_secret: SECRET, grant_types: ['client_credentials'] }),
        ],
        OPERATOR,
      ),
    );
    assert.deepEqual(
      changes.map(({ action, kind }) => `${action} ${kind}`),
      ['update settings', 'create client_grant', 'create resource_server', 'create client'],
    );
    const again = done(
      await desk.plan(
        [wish('put', 'resource_server', API), wish('put', 'settings', { default_audience: API.identifier })],
        OPERATOR,
      ),
    );
    assert.deepEqual(
      again.map(({ action }) => action),
      ['unchanged', 'unchanged'],
    );
  },
);

forEachDatabase(
  'a name is one thing, also between two wishes, and what is gone gives it back',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const both = [
      wish('put', 'client', { ...APP, client_id: 'name' }),
      wish('put', 'user', { sub: 'name', email: 'a@x.test' }),
    ];
    assert.deepEqual(refused(await desk.carryOut(both, OPERATOR)), [[1, 'name_taken', 'sub']]);
    done(await desk.carryOut([wish('put', 'client', { ...APP, client_id: 'name' })], OPERATOR));
    const [, second] = both;
    assert.ok(second);
    assert.deepEqual(refused(await desk.carryOut([second], OPERATOR)), [[0, 'name_taken', 'sub']]);
    done(await desk.carryOut([gone('client', ['name']), second], OPERATOR));
  },
);

forEachDatabase(
  'an address has one user: of two the second is refused, and who lets it go gives it',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const user = (sub: string, email: string) => wish('put', 'user', { sub, email });
    assert.deepEqual(
      refused(await desk.carryOut([user('auth0|1', 'A@x.test'), user('auth0|2', 'a@x.test')], OPERATOR)),
      [
        [1, 'email_taken', 'email'],
        [1, 'there_twice', 'email'],
      ],
    );
    done(await desk.carryOut([user('auth0|1', 'a@x.test')], OPERATOR));
    assert.deepEqual(refused(await desk.carryOut([user('auth0|2', 'a@x.test')], OPERATOR)), [
      [0, 'email_taken', 'email'],
    ]);
    done(await desk.carryOut([user('auth0|1', 'b@x.test')], OPERATOR));
    done(await desk.carryOut([user('auth0|2', 'a@x.test')], OPERATOR));
  },
);

forEachDatabase(
  'who lets an address go and who takes it may come in one list, in either order',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const user = (sub: string, email: string) => wish('put', 'user', { sub, email });
    done(await desk.carryOut([user('auth0|1', 'a@x.test')], OPERATOR));
    done(await desk.carryOut([user('auth0|2', 'a@x.test'), user('auth0|1', 'b@x.test')], OPERATOR));
    assert.deepEqual(
      refused(await desk.carryOut([user('auth0|3', 'a@x.test'), user('auth0|2', 'a@x.test')], OPERATOR)),
      [
        [0, 'email_taken', 'email'],
        [1, 'there_twice', 'email'],
      ],
    );
  },
);

forEachDatabase(
  'who has no user_id is known by the address, and gets one when it is new',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const [made] = done(await desk.carryOut([wish('put', 'user', { email: 'New@x.test' })], OPERATOR));
    assert.match(String(made?.record['sub']), /^auth0\|[0-9a-f]{24}$/);
    const [same] = done(
      await desk.carryOut([wish('put', 'user', { email: 'new@X.test', name: 'N' })], OPERATOR),
    );
    assert.deepEqual([same?.action, same?.record['sub']], ['update', made?.record['sub']]);
  },
);

forEachDatabase(
  'an API that requests fall back on is not deleted before the settings let it go',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    done(
      await desk.carryOut(
        [wish('put', 'resource_server', API), wish('put', 'settings', { default_audience: API.identifier })],
        OPERATOR,
      ),
    );
    const away = gone('resource_server', [API.identifier]);
    assert.deepEqual(refused(await desk.carryOut([away], OPERATOR)), [[0, 'is_default_audience', '']]);
    done(await desk.carryOut([wish('put', 'settings', {}), away], OPERATOR));
  },
);

forEachDatabase(
  'an API that a client gets tokens for by refresh is not deleted before its policy lets it go',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const policies = [{ audience: API.identifier, scope: [] }];
    const client = (refresh_token_policies: readonly object[]) =>
      wish('put', 'client', { client_id: 'by-refresh', refresh_token_policies });
    done(await desk.carryOut([wish('put', 'resource_server', API), client(policies)], OPERATOR));
    const away = gone('resource_server', [API.identifier]);
    assert.deepEqual(refused(await desk.carryOut([away], OPERATOR)), [[0, 'is_in_policies', '']]);
    done(await desk.carryOut([client([]), away], OPERATOR));
    assert.deepEqual(refused(await desk.carryOut([client(policies)], OPERATOR)), [
      [0, 'unknown_api', 'refresh_token_policies.0.audience'],
    ]);
    done(await desk.carryOut([wish('put', 'resource_server', API), client(policies)], OPERATOR));
    done(await desk.carryOut([away, gone('client', ['by-refresh'])], OPERATOR));
  },
);

forEachDatabase(
  'where APIs have not arrived none is made, and the rollout that brings them may come with them',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const rollout = (stage: string): Wish => ({
      kind: 'rollout',
      verb: 'put',
      meant: 'whole',
      said: { feature: 'api_authorization', region: 'us', stage },
    });
    done(await desk.carryOut([rollout('off')], OPERATOR));
    assert.deepEqual(refused(await desk.carryOut([wish('put', 'resource_server', API)], OPERATOR)), [
      [0, 'feature_not_enabled', ''],
    ]);
    done(await desk.carryOut([wish('put', 'resource_server', API), rollout('on')], OPERATOR));
  },
);

forEachDatabase(
  'a tenant is made, deleted, restored and purged, and its hosts stay its own meanwhile',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const tenant = (name: string, domain?: string): Wish => ({
      kind: 'tenant',
      verb: 'put',
      meant: 'whole',
      said: { name, region: 'eu', ...(domain === undefined ? {} : { domain }) },
    });
    const verb = (word: 'delete' | 'restore' | 'purge'): Wish => ({
      kind: 'tenant',
      verb: word,
      key: ['shop', 'eu'],
    });
    const [made] = done(await desk.carryOut([tenant('shop', 'login.shop.test')], OPERATOR));
    const tenant_id = made?.tenant_id ?? '';
    assert.deepEqual(refused(await desk.carryOut([tenant('other', 'login.shop.test')], OPERATOR)), [
      [0, 'domain_taken', 'domain'],
    ]);
    assert.deepEqual(refused(await desk.carryOut([verb('purge')], OPERATOR)), [[0, 'not_deleted', '']]);
    done(await desk.carryOut([verb('delete')], OPERATOR));
    assert.ok(!(await storage.tenants.list()).some((one) => one.tenant_id === tenant_id));
    assert.deepEqual(refused(await desk.carryOut([tenant('shop')], OPERATOR)), [[0, 'tenant_deleted', '']]);
    assert.deepEqual(refused(await desk.carryOut([tenant('other', 'login.shop.test')], OPERATOR)), [
      [0, 'domain_taken', 'domain'],
    ]);
    done(await desk.carryOut([verb('restore')], OPERATOR));
    assert.ok((await storage.tenants.list()).some((one) => one.tenant_id === tenant_id));
    done(await desk.carryOut([verb('delete')], OPERATOR));
    done(await desk.carryOut([verb('purge')], OPERATOR));
    assert.equal(await desk.show('tenant', undefined, ['shop', 'eu']), undefined);
    done(await desk.carryOut([tenant('shop', 'login.shop.test')], OPERATOR));
  },
);

forEachDatabase(
  'a tenant and all that is in it are made by one list of wishes',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const place = { name: 'shop', region: 'eu' };
    const changes = done(
      await desk.carryOut(
        [
          { kind: 'client', place, verb: 'put', meant: 'whole', said: APP },
          { kind: 'settings', place, verb: 'put', meant: 'whole', said: { session_lifetime: 24 } },
          { kind: 'tenant', verb: 'put', meant: 'whole', said: place },
        ],
        OPERATOR,
      ),
    );
    const tenant_id = changes[2]?.tenant_id ?? '';
    assert.deepEqual(
      changes.map((change) => change.tenant_id),
      [tenant_id, tenant_id, tenant_id],
    );
    const [made] = (await storage.tenants.list()).filter((one) => one.tenant_id === tenant_id);
    assert.equal(made?.settings.session_lifetime, 24);
  },
);
