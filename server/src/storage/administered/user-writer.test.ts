import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import type { Values } from '../../resources/kind.ts';
import { deskRecords } from '../configuration/desk-records.ts';
import type { DeskRecords, RecordKey, Write } from '../configuration/stored-record.ts';

const USER = { sub: 'auth0|1', blocked: false, email: 'Alice@Acme.test', name: 'Alice' };

const at = (kind: RecordKey['kind'], ...key: readonly string[]) => ({ kind, tenant_id: 'acme', key });

function put(where: RecordKey, after: Values | undefined, before?: number): Write {
  return { ...where, before, after, audit: undefined };
}

forEachDatabase(
  'a user keeps what a record does not name: the password, and what a newer version knows of them',
  async ({ storage, acme, rows }) => {
    const desk = deskRecords(storage);
    const where = at('user', USER.sub);
    const password = { password_hash: 'phc', import_digest: 'digest' };
    await desk.write([{ ...put(where, USER), password }]);
    await rows(`update users set claims = '{"email":"Alice@Acme.test","shoe_size":"44"}' returning 1 as one`);
    const stored = await desk.read(where);
    assert.deepEqual(stored?.record, {
      ...{ email: USER.email, shoe_size: '44', sub: USER.sub, blocked: false },
      created_at: NOW,
    });
    await desk.write([put(where, { ...stored?.record, name: 'A' }, stored?.version)]);
    assert.deepEqual(await desk.broughtPassword('acme', USER.sub), password);
    assert.equal((await acme.users.findByEmail('alice@acme.test'))?.password_hash, 'phc');
    assert.deepEqual((await desk.read(where))?.record['shoe_size'], '44');
    assert.equal(await desk.ownerOf('acme', 'alice@acme.test'), USER.sub);
    assert.equal(await desk.ownerOf('globex', 'alice@acme.test'), undefined);
    assert.equal(await desk.broughtPassword('acme', 'nobody'), undefined);
  },
);

forEachDatabase(
  'what a file brought is remembered when another password has taken its place',
  async ({ acme, storage }) => {
    const desk = deskRecords(storage);
    const user = { sub: USER.sub, blocked: false, claims: { email: USER.email } };
    await acme.users.save(user);
    assert.deepEqual(await desk.broughtPassword('acme', USER.sub), {});
    await acme.users.save(user, 'hash from elsewhere', { import_digest: 'digest' });
    await acme.users.save(user, 'hash of a new password');
    assert.deepEqual(await desk.broughtPassword('acme', USER.sub), {
      import_digest: 'digest',
      password_hash: 'hash of a new password',
    });
    assert.equal(await desk.broughtPassword('globex', USER.sub), undefined);
  },
);

/** The writes that change each record into another one, as they are now. */
async function changes(desk: DeskRecords, changed: readonly (readonly [RecordKey, Values])[]) {
  const writes: Write[] = [];
  for (const [where, differences] of changed) {
    const stored = await desk.read(where);
    writes.push(put(where, { ...stored?.record, ...differences }, stored?.version));
  }
  return writes;
}

forEachDatabase(
  'two users who change addresses with each other do so at once, and each of them is at a new version',
  async ({ storage, acme }) => {
    const desk = deskRecords(storage);
    const [first, second] = [at('user', 'auth0|1'), at('user', 'auth0|2')];
    await desk.write([put(first, USER), put(second, { ...USER, sub: 'auth0|2', email: 'bob@acme.test' })]);
    const writes = await changes(desk, [
      [first, { email: 'bob@acme.test' }],
      [second, { email: USER.email }],
    ]);
    assert.notEqual(await desk.write(writes), 'moved');
    assert.equal(await desk.ownerOf('acme', 'bob@acme.test'), 'auth0|1');
    assert.equal(await desk.ownerOf('acme', 'alice@acme.test'), 'auth0|2');
    assert.deepEqual(
      [(await acme.users.find('auth0|1'))?.epoch, (await acme.users.find('auth0|2'))?.epoch],
      [1, 1],
    );
    assert.equal(await desk.write(writes), 'moved');
    // A list of which one is moved leaves both as they are.
    const again = await changes(desk, [[first, { email: USER.email }]]);
    const stale = put(second, { ...USER, sub: 'auth0|2', email: 'bob@acme.test' }, 0);
    assert.equal(await desk.write([...again, stale]), 'moved');
    assert.equal(await desk.ownerOf('acme', 'bob@acme.test'), 'auth0|1');
  },
);

forEachDatabase(
  'a domain goes from one tenant to another in one list, whichever comes first',
  async ({ storage }) => {
    const desk = deskRecords(storage);
    const hostsOf: NonNullable<Write['hostsOf']> = ({ name, domain }) => [
      `${name}.test`,
      ...(domain ? [domain] : []),
    ];
    const [acme, globex] = ['acme', 'globex'].map(
      (name): RecordKey => ({ kind: 'tenant', tenant_id: undefined, key: [name, 'us'] }),
    );
    assert.ok(acme && globex);
    const write = async (domains: readonly (readonly [RecordKey, string | undefined])[]) => {
      const writes = await changes(
        desk,
        domains.map(([where, domain]) => [where, { domain }]),
      );
      return desk.write(writes.map((one) => ({ ...one, hostsOf })));
    };
    const domains = async () => (await storage.tenants.list()).map(({ domain }) => domain);
    await write([[globex, 'login.test']]);
    for (const [from, to] of [
      [globex, acme],
      [acme, globex],
    ] as const) {
      assert.notEqual(
        await write([
          [from, undefined],
          [to, 'login.test'],
        ]),
        'moved',
      );
      assert.deepEqual(await domains(), to === acme ? ['login.test', undefined] : [undefined, 'login.test']);
    }
    await write([
      [acme, 'a.test'],
      [globex, 'g.test'],
    ]);
    assert.notEqual(
      await write([
        [acme, 'g.test'],
        [globex, 'a.test'],
      ]),
      'moved',
    );
    assert.deepEqual(await domains(), ['g.test', 'a.test']);
  },
);
