/**
 * `npm start`: the whole example in one process. Prints where everything is, the demo account, and `ready`.
 */

const OLDEST_NODE = 24;

process.exitCode = await main();

async function main(): Promise<number> {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    console.error(`Tacit needs Node.js ${OLDEST_NODE} or later; this is ${process.versions.node}.`);
    return 1;
  }
  try {
    // Loaded only now: an older Node.js would stop at the imports with a message that helps nobody.
    const { startSystem } = await import('./system.ts');
    const system = await startSystem(process.env);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(system));
    print(system);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

type System = Awaited<ReturnType<typeof import('./system.ts')['startSystem']>>;

function print({ issuer, spa, api, user, password }: System): void {
  console.log(`${issuer}  the authorization server`);
  console.log(`${spa}  the appointments application`);
  console.log(`${api}  the appointments API`);
  console.log(`user: ${user}`);
  console.log(`password: ${password}`);
  console.log('ready');
}

async function stop(system: System): Promise<void> {
  await system.close();
  process.exit();
}
