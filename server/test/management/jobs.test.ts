/**
 * Jobs: people brought in a file, taken away in one, and a mail that asks for a confirmation.
 */
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { tenantRoleId } from '../../src/resources/end-user/tenant-roles.ts';
import { type Api, type Reply, startApi } from './api.ts';

let api: Api;
let connection_id: string;
before(async () => {
  api = await startApi();
  connection_id = (await api.call('GET', '/connections')).body[0].id;
});
after(() => api.stack.close());

const BOUNDARY = 'b0undary';

function form(users: string, fields: Readonly<Record<string, string>>): string {
  const file =
    'content-disposition: form-data; name="users"; filename="users.json"\r\ncontent-type: application/json';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `--${BOUNDARY}\r\n${file}\r\n\r\n${users}\r\n${parts.join('')}--${BOUNDARY}--\r\n`;
}

async function bring(
  users: unknown,
  fields: Readonly<Record<string, string>> = {},
  token?: string,
): Promise<Reply> {
  const text = typeof users === 'string' ? users : JSON.stringify(users);
  const body = form(text, { connection_id, ...fields });
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const by = token ?? (await api.token());
  return api.callAs(by, 'POST', '/jobs/users-imports', body, { headers });
}

/** Asks until the job is at its end; the requests are its only clock. */
async function ended({ status, body }: Reply): Promise<Reply['body']> {
  assert.ok(status < 300, JSON.stringify(body));
  for (;;) {
    const job = (await api.call('GET', `/jobs/${body.id}`)).body;
    if (job.status === 'completed' || job.status === 'failed') return job;
  }
}

async function errorsOf(id: string): Promise<Reply['body']> {
  return (await api.call('GET', `/jobs/${id}/errors`)).body;
}

const HASH = '$2b$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4bcBcH4E4E4E4E4E4E4E4E4E.';

for (const [what, users, fields, status] of [
  ['no list', '{"email":"a@jobs.test"}', {}, 400],
  ['a list that ends too early', '[{"email":"a@jobs.test"}', {}, 400],
  ['a list of texts', '["a@jobs.test"]', {}, 400],
  ['what is behind a list', '[] []', {}, 400],
  ['an entry that is no JSON', '[{email:1}]', {}, 400],
  ['a connection that there is not', '[]', { connection_id: 'con_other' }, 400],
  ['a field that nobody knows', '[]', { upserts: 'true' }, 400],
  ['an upsert that is neither', '[]', { upsert: 'maybe' }, 400],
  ['a mail that would not come', '[{"email":"a@jobs.test"}]', { send_completion_email: 'true' }, 400],
] as const)
  test(`an import is refused for ${what}, and nothing of it is kept`, async () => {
    assert.equal((await bring(users, fields)).status, status);
    assert.deepEqual(await rowsOf('job_parts'), []);
  });

async function rowsOf(table: string): Promise<readonly unknown[]> {
  const { tenant_id } = (await api.stack.storage.tenants.list()).find(({ name }) => name === 'acme') ?? {};
  assert.ok(tenant_id);
  const page = await api.stack.storage.sealedValues.page('jobs', undefined);
  assert.equal(table, 'job_parts');
  return page.values;
}

test('an import as JSON, and one without a file, are refused', async () => {
  assert.equal((await api.call('POST', '/jobs/users-imports', { connection_id })).status, 415);
  const empty = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="connection_id"\r\n\r\n${connection_id}\r\n--${BOUNDARY}--\r\n`;
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  assert.equal((await api.call('POST', '/jobs/users-imports', empty, { headers })).status, 400);
});

test('who is wrong is refused with the reason and without a secret, and the others are there', async () => {
  const job = await ended(
    await bring(
      [
        { email: 'one@jobs.test', user_id: 'one', given_name: 'One', app_metadata: { plan: 'gold' } },
        { email: 'one@jobs.test' },
        { email: 'two@jobs.test', password: 'secret' },
        { email: 'three@jobs.test', password_hash: 'md5' },
        { email: 'four@jobs.test', colour: 'red' },
        { email: 'five@jobs.test', custom_password_hash: { algorithm: 'md5', hash: { value: 'aa' } } },
        { given_name: 'Nobody' },
        { email: 'six@jobs.test', mfa_factors: [{ totp: { secret: 'AAAA' } }] },
        {
          email: 'seven@jobs.test',
          custom_password_hash: {
            ...{ algorithm: 'scrypt', cost: 16_384, blockSize: 8, parallelization: 1 },
            hash: { value: 'ab'.repeat(32), encoding: 'hex' },
            salt: { value: 'c2FsdHNhbHRzYWx0c2FsdA==', encoding: 'base64' },
          },
        },
      ],
      { external_id: 'mine' },
    ),
  );
  assert.equal(job.status, 'completed');
  assert.equal(job.external_id, 'mine');
  assert.deepEqual(job.summary, { failed: 7, updated: 0, inserted: 2, total: 9 });
  const errors = await errorsOf(job.id);
  assert.deepEqual(errors.map((one: { errors: { path: string }[] }) => one.errors[0]?.path).sort(), [
    'colour',
    'custom_password_hash',
    'email',
    'email',
    'mfa_factors',
    'password',
    'password_hash',
  ]);
  const text = JSON.stringify(errors);
  for (const secret of ['"secret"', '"md5"', 'AAAA', 'red']) assert.ok(!text.includes(secret), secret);
  const one = (await api.call('GET', '/users/auth0%7Cone')).body;
  assert.equal(one.given_name, 'One');
  assert.deepEqual(one.app_metadata, { plan: 'gold' });
  assert.deepEqual(await rowsOf('job_parts').then((rows) => rows.length), 1, 'the reasons, and no hash');
});

test('a second import changes whom it may, and nothing that they sign in by', async () => {
  const person = { email: 'there@jobs.test', user_id: 'there', given_name: 'Before' };
  await ended(await bring([person]));
  const again = await ended(await bring([{ ...person, given_name: 'After' }]));
  assert.deepEqual(again.summary, { failed: 1, updated: 0, inserted: 0, total: 1 });
  const upserted = await ended(
    await bring([{ email: 'THERE@jobs.test', given_name: 'After', password_hash: HASH }], { upsert: 'true' }),
  );
  assert.deepEqual(
    upserted.summary,
    { failed: 0, updated: 1, inserted: 0, total: 1 },
    JSON.stringify(await errorsOf(upserted.id)),
  );
  const { body } = await api.call('GET', '/users/auth0%7Cthere');
  assert.equal(body.given_name, 'After');
  assert.equal(body.email, 'there@jobs.test');
  // Twice in one file is no reason for the others to wait.
  const twice = [person, { ...person, given_name: 'Twice' }, { email: 'beside@jobs.test' }];
  const { summary } = await ended(await bring(twice, { upsert: 'true' }));
  assert.deepEqual([summary.total, summary.inserted], [3, 1]);
});

test('MG-11 a second import changes nobody who may do more than the token does, and whom it may beside them', async () => {
  const files = [
    { email: 'admin@jobs.test', user_id: 'admin', given_name: 'Before' },
    { email: 'plain@jobs.test', user_id: 'plain', given_name: 'Before' },
  ];
  await ended(await bring(files));
  await acme().roles.give('auth0|admin', tenantRoleId('admin'));
  const changed = files.map((person) => ({ ...person, given_name: 'After', blocked: true }));
  const token = await api.token(['create:users', 'read:users']);
  const job = await ended(await bring(changed, { upsert: 'true' }, token));
  assert.deepEqual(job.summary, { failed: 1, updated: 1, inserted: 0, total: 2 });
  const [refused] = await errorsOf(job.id);
  assert.equal(refused.user.email, 'admin@jobs.test');
  assert.match(refused.errors[0].message, /more than the access token held: .*update:users/);
  const [admin, plain] = [await shown('auth0|admin'), await shown('auth0|plain')];
  assert.deepEqual([admin.given_name, admin.blocked], ['Before', false]);
  assert.deepEqual([plain.given_name, plain.blocked], ['After', true]);
  // By their address as by their id.
  const byAddress = await bring([{ email: 'ADMIN@jobs.test', name: 'After' }], { upsert: 'true' }, token);
  assert.equal((await ended(byAddress)).summary.failed, 1);
  // Whoever may do as much may change them.
  assert.equal((await ended(await bring(changed, { upsert: 'true' }))).summary.updated, 2);
  assert.equal((await shown('auth0|admin')).given_name, 'After');
});

test('MG-25 the last owner is not kept out by a file, and whoever else is in it is changed', async () => {
  const files = ['owner', 'other'].map((name) => ({ email: `${name}@jobs.test`, user_id: name }));
  await ended(await bring(files));
  await acme().roles.give('auth0|owner', tenantRoleId('owner'));
  const job = await ended(
    await bring(
      files.map((person) => ({ ...person, blocked: true })),
      { upsert: 'true' },
    ),
  );
  assert.deepEqual(job.summary, { failed: 1, updated: 1, inserted: 0, total: 2 });
  assert.equal((await errorsOf(job.id))[0].errors[0].code, 'last_owner');
  assert.deepEqual(
    [(await shown('auth0|owner')).blocked, (await shown('auth0|other')).blocked],
    [false, true],
  );
});

async function shown(user_id: string): Promise<Reply['body']> {
  return (await api.call('GET', `/users/${encodeURIComponent(user_id)}`)).body;
}

function acme() {
  return api.stack.storage.tenant('t-acme');
}

test('an export is a file at an address of its own, and nobody finds another one', async () => {
  await ended(
    await bring([{ email: 'export@jobs.test', user_id: 'export', given_name: '=1+1', family_name: 'a,"b"' }]),
  );
  const fields = [
    { name: 'user_id' },
    { name: 'given_name', export_as: 'first' },
    { name: 'family_name' },
    { name: 'identities[0].provider' },
  ];
  const csv = await ended(
    await api.call('POST', '/jobs/users-exports', { connection_id, format: 'csv', fields }),
  );
  const lines = (await fileAt(csv.location)).split('\r\n');
  assert.equal(lines[0], 'user_id,first,family_name,identities[0].provider');
  assert.ok(lines.includes(`auth0|export,'=1+1,"a,""b""",auth0`), lines.join('\n'));
  const json = await ended(await api.call('POST', '/jobs/users-exports', { limit: 1 }));
  const [one, ...rest] = (await fileAt(json.location)).split('\n');
  assert.deepEqual(rest, ['']);
  assert.ok(JSON.parse(one ?? '').user_id);
  const other = json.location.replace(/\.[\w-]+\.json/, `.${'A'.repeat(43)}.json`);
  assert.equal((await fetchAt(other)).status, 404);
  assert.equal((await api.call('POST', '/jobs/users-exports', { format: 'xml' })).status, 400);
});

/** Without a token; compressed bytes are no text. */
function fetchAt(location: string): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  const { host, pathname } = new URL(location);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: api.stack.port, path: pathname, headers: { host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
    }).on('error', reject);
  });
}

async function fileAt(location: string): Promise<string> {
  const { status, bytes } = await fetchAt(location);
  assert.equal(status, 200);
  return gunzipSync(bytes).toString();
}

test('a mail asks for a confirmation, and its job is done', async () => {
  await ended(await bring([{ email: 'mail@jobs.test', user_id: 'mail' }]));
  const job = await ended(await api.call('POST', '/jobs/verification-email', { user_id: 'auth0|mail' }));
  assert.equal(job.type, 'verification_email');
  assert.equal((await api.call('POST', '/jobs/verification-email', { user_id: 'nobody' })).status, 404);
});

test('MG-03 a job of another tenant is as unknown as none', async () => {
  const job = await ended(await bring([]));
  assert.equal((await api.call('GET', `/jobs/${job.id}`, undefined, { tenant: 'globex' })).status, 404);
  assert.equal((await api.call('GET', '/jobs/job_none')).status, 404);
  assert.equal((await api.call('GET', '/jobs/job_none/errors')).status, 404);
});
