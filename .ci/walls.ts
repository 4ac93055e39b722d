/**
 * Runs dependency-cruiser and refuses a green answer over too few modules: with a TypeScript it cannot read the tool
 * sees nothing, prints a tick and exits 0, and the walls would be gone unnoticed.
 */
import { cruise, format } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const MODULES_FLOOR = 100;
const ROOMS = ['server/src', 'browser/src', 'guard/src', 'dashboard/src', 'cli/src'];

const options = await extractOptions(new URL('../.dependency-cruiser.mjs', import.meta.url).pathname);
const { output: cruised } = await cruise(ROOMS, options);
if (typeof cruised === 'string') throw new Error('Without a type of output a cruise gives its result.');
const { output, exitCode } = await format(cruised, { outputType: 'err-long' });
const own = cruised.modules.filter(({ source }) =>
  ROOMS.some((room) => source.startsWith(`${room}/`)),
).length;

console.log(String(output).trim());
console.log(`walls: ${own} modules of ours seen (at least ${MODULES_FLOOR} expected)`);
process.exitCode = exitCode !== 0 || own < MODULES_FLOOR ? 1 : 0;
