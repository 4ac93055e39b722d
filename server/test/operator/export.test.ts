/**
 * `tacit export | tacit apply --dry-run -` changes nothing: for every kind, with every field set and with any, on both databases.
 */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Config, readConfig } from '../../src/config.ts';
import type { Wish } from '../../src/desk/desk.ts';
import { applyFile } from '../../src/operator/apply.ts';
import { exportTenants, exportText } from '../../src/operator/export.ts';
import { readFileText } from '../../src/operator/file/read-file.ts';
import { byOperator } from '../../src/operator/ground.ts';
import { withDesk } from '../../src/operator/open-desk.ts';
import { KINDS } from '../../src/resources/index.ts';
import type { Judged, Kind, KindName } from '../../src/resources/kind.ts';
import { NOTHING_TAKEN } from '../clients/registration.ts';
import { forEachEmptyDatabase } from '../databases/databases.ts';
import { described } from '../databases/described-records.ts';
import { stepText } from './operator.ts';
import { WHOLE_FILE } from './whole-file.ts';

/** What a record holds that looks like a variable is not one, whatever the environment has. */
const env = { GIVEN: 'from the environment', SECRET: 'x'.repeat(32) };

test('every kind that can be set is in the whole file', () => {
  const read = readFileText(WHOLE_FILE, env);
  assert.ok(read.ok);
  assert.deepEqual(read.value.mistakes, []);
  const written = new Set(read.value.entries.map(({ section }) => section.kind.name));
  const settable = Object.values(KINDS).filter(({ verbs }) => verbs.includes('set'));
  assert.deepEqual(settable.map(({ name }) => name).sort(), [...written].sort());
});

function configOf(databaseUrl: string): Config {
  const config = readConfig({
    TACIT_DATABASE_URL: databaseUrl,
    TACIT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  assert.ok(config.ok);
  return config.value;
}

async function apply(config: Config, text: string, dryRun: boolean): Promise<readonly string[]> {
  const applied = await applyFile({ file: '-', stdin: Readable.from([text]), config, env, dryRun });
  assert.ok(applied.ok, applied.ok ? '' : applied.error.join('\n'));
  return applied.value.map(stepText);
}

const DEFAULTS = ['leave_out', 'write'] as const;

/** The steps that applying what is exported would take, in each of its forms. */
async function roundTrips(
  config: Config,
  tenant: string | undefined,
): Promise<readonly (readonly string[])[]> {
  const trips: (readonly string[])[] = [];
  for (const defaults of DEFAULTS) {
    const exported = await exportTenants(config, { tenant, defaults });
    assert.ok(exported.ok);
    trips.push(await apply(config, exportText(exported.value, { at: 0, from: 'a test' }), true));
    trips.push(await apply(config, JSON.stringify(exported.value.document), true));
  }
  return trips;
}

forEachEmptyDatabase('what is exported and applied changes nothing, with every field set', async (empty) => {
  const config = configOf(empty.databaseUrl);
  const created = await apply(config, WHOLE_FILE, false);
  assert.ok(created.every((step) => step.startsWith('create ')));
  for (const steps of await roundTrips(config, undefined)) {
    assert.deepEqual(
      steps.filter((step) => !step.startsWith('unchanged ')),
      [],
    );
    // The settings of the tenant that has none of its own are in it as well.
    assert.deepEqual(
      steps.map((step) => step.replace('unchanged', 'create')).toSorted(),
      // What the server chose for what was made is told once.
      [...created.map((step) => step.replace(/ domain$/, '')), 'create settings empty.eu'].toSorted(),
    );
  }
});

forEachEmptyDatabase(
  'what is exported and applied elsewhere is the same there, but for secrets',
  async (empty) => {
    const config = configOf(empty.databaseUrl);
    await apply(config, WHOLE_FILE, false);
    const exported = await exportTenants(config, { tenant: undefined, defaults: 'leave_out' });
    assert.ok(exported.ok);
    const other = configOf('sqlite::memory:');
    const text = exportText(exported.value, { at: 0, from: 'a test' });
    const refused = await applyFile({
      file: '-',
      stdin: Readable.from([text]),
      config: other,
      env,
      dryRun: true,
    });
    assert.ok(!refused.ok);
    assert.deepEqual(
      refused.error.map((line) => line.replace(/^stdin:\d+:\d+ /, '')),
      Array(2).fill('token_endpoint_auth_method needs the field client_secret'),
    );
    assert.ok(!text.includes(env.SECRET));
  },
);

const NAMES = [
  'client',
  '#client',
  '-',
  '*a',
  '&a',
  '!a',
  '{a}',
  '%',
  '##GIVEN##',
  '@',
  "'",
  '"',
  'null',
  '~',
];

type Made = { readonly kind: KindName; readonly judged: Judged };

/** The records of a tenant, which may name each other. */
function records(): fc.Arbitrary<readonly Made[]> {
  return fc
    .record({
      clients: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      apis: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      users: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
    })
    .chain(({ clients, apis, users }) => {
      const [client_ids, audiences] = [clients.map((name) => `c${name}`), apis.map((name) => `urn:${name}`)];
      const facts = { ...NOTHING_TAKEN, hasApi: (identifier: string) => audiences.includes(identifier) };
      const of = (
        kind: Kind,
        key: Judged['record'],
        secrets?: (record: Judged['record']) => Judged['secrets'],
      ) =>
        described(kind, { key, facts, ...(secrets ? { secrets } : {}) }).map((judged) => ({
          kind: kind.name,
          judged,
        }));
      const [default_audience] = audiences;
      return fc.tuple(
        of(KINDS.settings, default_audience === undefined ? {} : { default_audience }),
        ...audiences.map((identifier) => of(KINDS.resource_server, { identifier })),
        ...client_ids.map((client_id) => of(KINDS.client, { client_id }, secretOf)),
        ...client_ids.flatMap((client_id) =>
          audiences.map((audience) => of(KINDS.client_grant, { client_id, audience })),
        ),
        ...users.map((name, index) =>
          of(KINDS.user, { sub: `auth0|${name}`, email: `U${index}@Example.com` }).map((made) =>
            withOwnName(made, index),
          ),
        ),
      );
    });
}

/** No two have one user name. */
function withOwnName({ kind, judged }: Made, index: number): Made {
  const { username } = judged.record;
  if (typeof username !== 'string') return { kind, judged };
  return { kind, judged: { ...judged, record: { ...judged.record, username: `${index}${username}` } } };
}

/** One where the method wants one. */
function secretOf({ token_endpoint_auth_method: method }: Judged['record']): Judged['secrets'] {
  return String(method).startsWith('client_secret_') ? { client_secret: env.SECRET } : {};
}

forEachEmptyDatabase('what is exported and applied changes nothing, with any field set', async (empty) => {
  const config = configOf(empty.databaseUrl);
  let tenants = 0;
  await fc.assert(
    fc.asyncProperty(records(), async (made) => {
      tenants += 1;
      const place = { name: `tenant-${tenants}`, region: 'us' };
      const wishes: readonly Wish[] = [
        { kind: 'tenant', verb: 'put', meant: 'whole', said: place },
        ...made.map(
          ({ kind, judged }): Wish => ({
            kind,
            place,
            verb: 'put',
            meant: 'whole',
            said: { ...judged.record, ...judged.secrets },
          }),
        ),
      ];
      const done = await withDesk(config, ({ desk }) => desk.carryOut(wishes, byOperator('test')));
      assert.ok(done.ok, JSON.stringify(done));
      for (const steps of await roundTrips(config, place.name)) {
        assert.equal(steps.length, wishes.length);
        assert.deepEqual(
          steps.filter((step) => !step.startsWith('unchanged ')),
          [],
        );
      }
    }),
    { numRuns: 15 },
  );
});
