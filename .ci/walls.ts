/**
 * Runs dependency-cruiser and refuses a green answer over too few modules: with a TypeScript it cannot read the tool
 * sees nothing, prints a tick and exits 0, and the walls would be gone unnoticed.
 */
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const MODULES_FLOOR = 100;
const ROOMS = ['server/src', 'browser/src', 'guard/src', 'cli/src'];

const options = await extractOptions(new URL('../.dependency-cruiser.mjs', import.meta.url).pathname);
const { output, exitCode } = await cruise(ROOMS, { ...options, outputType: 'err-long' });
const { output: counted } = await cruise(ROOMS, { ...options, outputType: 'json' });
const own = JSON.parse(String(counted)).modules.filter((module: { source: string }) =>
  ROOMS.some((room) => module.source.startsWith(`${room}/`)),
).length;

console.log(String(output).trim());
console.log(`walls: ${own} modules of ours seen (at least ${MODULES_FLOOR} expected)`);
process.exitCode = exitCode !== 0 || own < MODULES_FLOOR ? 1 : 0;
