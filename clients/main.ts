/**
 * `npm run clients [-- LANGUAGE]`: installs each program from its registry, tries its flows, and prints what came of them.
 */
import { JOURNEYS } from './journeys.ts';
import { PROGRAMS, type Program, TONGUES } from './programs.ts';
import { install, start } from './running.ts';

type Outcome = { readonly flow: string; readonly result: string };

const [asked, ...rest] = process.argv.slice(2);
const known = Object.keys(TONGUES);
if (rest.length > 0 || (asked !== undefined && !known.includes(asked))) {
  console.error(`npm run clients [-- LANGUAGE], where LANGUAGE is one of ${known.join(', ')}.`);
  process.exit(2);
}

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
