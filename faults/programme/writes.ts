/**
 * F-02: the operator's tool is killed in the middle of what it writes.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Installation } from '../rig/installation.ts';
import { createLedger } from '../rig/ledger.ts';
import { judge } from '../rig/oracle.ts';
import { kill, secondsUntil } from '../rig/processes.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { tenantFile } from '../rig/tenants.ts';

type Write = {
  readonly name: string;
  readonly args: readonly string[];
  /** What it changes, as text: that of before or that of after, and nothing between. */
  readonly shows: string;
  readonly prepare?: (installation: Installation) => Promise<unknown>;
};

const IMPORTED = 60;
/** Of a password that nobody here uses. */
const HASH = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

const WRITES: readonly Write[] = [
  {
    name: 'bulk import',
    args: ['apply', 'import.yaml'],
    shows: "SELECT count(*) AS n FROM users WHERE email LIKE 'imported%'",
    async prepare({ folder, people }) {
      const file = JSON.parse(tenantFile(people));
      file.tenants[0].users = Array.from({ length: IMPORTED }, (_, index) => ({
        email: `imported${index}@acme.test`,
        password_hash: HASH,
      }));
      await writeFile(join(folder, 'import.yaml'), JSON.stringify(file));
    },
  },
  {
    name: 'client edit',
    args: ['clients', 'set', 'third', '--tenant', 'acme', '--name', 'Renamed'],
    shows: "SELECT document AS n FROM clients WHERE client_id = 'third' ORDER BY tenant_id",
  },
  {
    name: 'tenant create',
    args: ['tenants', 'create', 'initech', '--region', 'us'],
    shows: "SELECT count(*) AS n FROM tenants WHERE name = 'initech'",
  },
  {
    name: 'user delete',
    args: ['users', 'delete', 'person3@acme.test', '--tenant', 'acme', '--yes'],
    shows: "SELECT count(*) AS n FROM users WHERE email = 'person3@acme.test'",
  },
];

const FIRST_MS = 120;
const STEP_MS = 45;

/** Each write is killed at a later moment each time, until it comes through: it is done whole or not at all. */
export async function toolKilled(scene: Scene): Promise<void> {
  const installation = await scene.install();
  await installation.serve();
  const keys = await keysIn(installation.database);
  let kills = 0;
  for (const { name, args, shows, prepare } of WRITES) {
    await prepare?.(installation);
    const show = async () => JSON.stringify(await installation.database.rows(shows));
    const before = await show();
    const seen = new Set<string>();
    for (let delay_ms = FIRST_MS; delay_ms < FIRST_MS + scene.seconds * 100; delay_ms += STEP_MS) {
      const program = installation.tool(args);
      await wait(delay_ms);
      if (!program.hasEnded()) kills += 1;
      await kill(program);
      seen.add(await show());
    }
    const last = installation.tool(args);
    await last.ended;
    const after = await show();
    const between = [...seen].filter((one) => one !== before && one !== after);
    scene.must(
      'I2',
      between.length === 0,
      `${name}: half of it was there: ${between.join(' ').slice(0, 200)}`,
    );
    scene.must('I1', after !== before, `${name}: it does not come through: ${last.said().slice(0, 200)}`);
  }
  scene.figures['kills'] = kills;
  const people = installation.people.filter(({ email }) => email !== 'person3@acme.test');
  const ledger = createLedger(people);
  const initech = (key: { tenant_id?: unknown }) => keys.some(({ tenant_id }) => tenant_id === key.tenant_id);
  const ofBefore = (await keysIn(installation.database)).filter(initech);
  scene.must('I6', ofBefore.length === keys.length, 'keys were made that nobody asked for');
  await judge(scene, { installation: { ...installation, people }, ledger, keys, rotated: true });
}

/** A rotation is killed at a later moment each time, while a server signs by what it rotates. */
export async function rotationKilled(scene: Scene): Promise<void> {
  const installation = await scene.install();
  await installation.serve();
  const keys = await keysIn(installation.database);
  let kills = 0;
  for (let delay_ms = FIRST_MS; delay_ms < FIRST_MS + scene.seconds * 150; delay_ms += STEP_MS) {
    const program = installation.tool(['keys', 'rotate', '--force']);
    // A tool that knows of no --force rotates at once.
    await secondsUntil(() => program.hasEnded(), delay_ms / 1_000);
    if (!program.hasEnded()) kills += 1;
    await kill(program);
  }
  Object.assign(scene.figures, { kills, keys: (await keysIn(installation.database)).length });
  await judge(scene, { installation, ledger: createLedger(installation.people), keys, rotated: true });
}
