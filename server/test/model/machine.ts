/**
 * A server process of the model: it opens the database, and makes the calls that it is sent, each by the clock it is told.
 * Arguments: the database, and a guard that is taken out.
 */
import { takeOut } from './guards.ts';
import type { Outcome } from './operation.ts';
import { operationOf } from './operations.ts';
import type { TenantName } from './rows.ts';

/** One step as a process is told of it. */
export type Call = {
  readonly id: number;
  readonly name: string;
  readonly tenant: TenantName;
  readonly sent: unknown;
  readonly now: number;
};

export type Reply = { readonly id: number; readonly outcome: Outcome };

const [databaseUrl = '', guard] = process.argv.slice(2);
if (guard) takeOut(guard);
const { openWritable } = await import('../databases/writable.ts');

const clock = { now: 0 };
const storage = await openWritable({
  databaseUrl,
  now: () => clock.now,
  onError: (error) => {
    throw error;
  },
});

function reply(message: Reply): void {
  process.send?.(message);
}

async function answer({ id, name, tenant, sent, now }: Call): Promise<void> {
  // What is under way at once has one clock: time passes between the commands.
  clock.now = now;
  try {
    const records = storage.tenant(tenant);
    reply({ id, outcome: await operationOf(name).call(records, sent, { storage, now }) });
  } catch (error) {
    reply({ id, outcome: `an error: ${error instanceof Error ? error.message : String(error)}` });
  }
}

process.on('message', answer);
process.on('disconnect', () => storage.close().then(() => process.exit(0)));
reply({ id: 0, outcome: 'ready' });
