/**
 * Installs each program from its registry, tries its flows, and prints what came of them.
 */
import { readCommandLine, refuseCommandLine } from '../server/test/command-line.ts';
import { JOURNEYS } from './journeys.ts';
import { PROGRAMS, type Program, TONGUES } from './programs.ts';
import { install, start } from './running.ts';

type Outcome = { readonly flow: string; readonly result: string };

const USAGE = `npm run clients [-- LANGUAGE]
  LANGUAGE  one of ${Object.keys(TONGUES).join(', ')}; all without`;
const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
const [asked, ...others] = positionals;
if (others.length > 0) refuseCommandLine(USAGE, 'One language is named, or none.');
if (asked !== undefined && !Object.hasOwn(TONGUES, asked))
  refuseCommandLine(USAGE, `There are no clients in ${asked}.`);

let failed = false;
console.log('client | version | flow | result\n--- | --- | --- | ---');
for (const program of PROGRAMS.filter(({ tongue }) => asked === undefined || tongue === asked)) {
  for (const { flow, result } of await outcomes(program)) {
    console.log(`${program.name} | ${program.version} | ${flow} | ${result}`);
    failed ||= result !== 'works';
  }
}
process.exitCode = failed ? 1 : 0;

async function outcomes(program: Program): Promise<readonly Outcome[]> {
  try {
    install(program);
    const running = await start(program);
    const tried: Outcome[] = [];
    for (const flow of program.flows) {
      const result = await resultOf(() => JOURNEYS[flow](running));
      tried.push({ flow, result });
      if (result !== 'works') console.error(running.said());
    }
    await running.close();
    return tried;
  } catch (error) {
    console.error(error);
    return [{ flow: 'start', result: firstLine(error) }];
  }
}

async function resultOf(journey: () => Promise<void>): Promise<string> {
  try {
    await journey();
    return 'works';
  } catch (error) {
    return firstLine(error);
  }
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
  return line;
}
