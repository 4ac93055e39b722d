/**
 * `npm run conformance`: the modules of the OpenID Foundation's plans, as far as they can be judged from the outside,
 * against any issuer over HTTP.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startListener } from './relying-party/listener.ts';
import { type Options, readOptions, USAGE } from './runner/options.ts';
import { chooseJobs, PLANS } from './runner/plans.ts';
import { showResult, summarize } from './runner/report.ts';
import { type Result, readIssuer, runJobs } from './runner/run.ts';
import { type Subject, startSubject } from './subjects/subject.ts';

const runFile = promisify(execFile);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options === undefined) return 2;
    if (options === 'help') console.log(USAGE);
    else if (options === 'list') list();
    else return await run(options);
    return 0;
  } catch (error) {
    console.error(wordsOf(error));
    return 2;
  }
}

/** Undefined: what is wrong with the call was said, and how it is called. */
function optionsOf(args: readonly string[]): ReturnType<typeof readOptions> | undefined {
  try {
    return readOptions(args, process.env);
  } catch (error) {
    console.error(`${wordsOf(error)}\n${USAGE}`);
    return undefined;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function list(): void {
  for (const { name, jobs } of PLANS) {
    for (const { module, variant } of jobs) console.log(`${name}: ${module.name} (${variant.response_type})`);
  }
}

async function run(options: Options): Promise<number> {
  const jobs = chooseJobs(options);
  if (jobs.length === 0) throw new Error('No module of any plan has such a name; --list prints them.');
  const listener = await startListener(options.listenerPort);
  const subject = await subjectOf(options, listener.origin).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  try {
    const target = { ...subject, listener, staticClient: options.staticClient };
    const results = await runJobs(target, jobs, { slow: options.slow, show: printer() });
    for (const line of summarize(results)) console.log(line);
    return results.some(({ verdict }) => verdict === 'FAILED') ? 1 : 0;
  } finally {
    await subject.close();
    await listener.close();
  }
}

async function subjectOf(options: Options, listenerOrigin: string): Promise<Subject> {
  const { issuer, user, password } = options;
  if (issuer === undefined) return startSubject(options.subject, { listenerOrigin });
  const { rotateKeys: command } = options;
  return {
    issuer: await issuerName(issuer),
    person: { user, password },
    ...(command === undefined ? {} : { rotateKeys: async () => void (await runFile('sh', ['-c', command])) }),
    close: async () => undefined,
  };
}

/** The issuer as it calls itself: a person writes or leaves out the slash at the end. */
async function issuerName(given: string): Promise<string> {
  const { issuer } = (await readIssuer(given)).document;
  const bare = given.replace(/\/$/, '');
  return issuer === bare || issuer === `${bare}/` ? issuer : given;
}

/** Prints each result, and a heading wherever another plan begins. */
function printer(): (result: Result) => void {
  const seen = new Set<string>();
  return (result) => {
    if (!seen.has(result.plan)) console.log(`\n${result.plan}`);
    seen.add(result.plan);
    console.log(showResult(result));
  };
}
