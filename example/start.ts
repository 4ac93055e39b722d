/**
 * `npm start`: the whole example in one process. Prints where everything is, the demo account, and `ready`.
 */
import type { System } from './system.ts';

const OLDEST_NODE = 24;

await main();

async function main(): Promise<void> {
  if (process.argv.length > 2) {
    console.error('npm start takes nothing: settings are TACIT_* variables of the environment.');
    process.exit(2);
  }
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    return fail(`Tacit needs Node.js ${OLDEST_NODE} or later; this is ${process.versions.node}.`);
  }
  try {
    // Loaded only now: an older Node.js would stop at the imports with a message that helps nobody.
    const { buildWhenNeeded } = await import('../dashboard/built.ts');
    const { startSystem } = await import('./system.ts');
    await buildWhenNeeded();
    const system = await startSystem(process.env);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(system));
    print(system);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Ends the process even where something that was half started would keep it. */
function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function print({ issuer, spa, api, user, password }: System): void {
  console.log(`${issuer}  the authorization server`);
  console.log(`${issuer}dashboard/  the dashboard, which the same account administers`);
  console.log(`${spa}  the appointments application`);
  console.log(`${api}  the appointments API`);
  console.log(`user: ${user}`);
  console.log(`password: ${password}`);
  console.log('Your own application: end this (Ctrl-C), then npx tacit init --serve');
  console.log('ready');
}

async function stop(system: System): Promise<void> {
  await system.close();
  process.exit();
}
