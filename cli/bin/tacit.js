#!/usr/bin/env node
// Plain JavaScript, and nothing imported before the check: an older Node.js stops here with a sentence.
const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`tacit needs Node.js ${OLDEST_NODE} or later; this is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  // Signing is work for processors, so the thread pool gets as many threads as there are, and one that waits for the disk.
  const { availableParallelism } = await import('node:os');
  process.env.UV_THREADPOOL_SIZE ??= String(availableParallelism() + 1);
  // Compiled code is kept from one start to the next, and the compiler of the types with it out of memory.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { end, outliveReaders, run } = await import('../src/main.ts');
  outliveReaders();
  await end(await run(process.argv));
}
