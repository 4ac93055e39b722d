/**
 * `tacit init`: the first tenant, client, API and user, and how to go on.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Config } from '@tacit/server/config';
import {
  applyFile,
  chooseStartTenant,
  hasUsers,
  makeReadablePassword,
  operatorOnDatabase,
  planStart,
  START_CLIENT_ID,
  type Start,
  type StartTenant,
  type Step,
  startText,
} from '@tacit/server/operator';
import { printSteps } from '../apply.ts';
import { complain, configured, printJson, say } from '../output.ts';
import { planLines } from '../plan.ts';
import { ownTerminal } from '../terminal.ts';
import { type Choices, type InitFlags, readChoices, saysNothing, USUAL } from './choices.ts';
import { askForChoices, startOf } from './questions.ts';
import { type Begun, begunJson, sayHowToGoOn } from './say.ts';
import { askServer, type ServerState } from './server-state.ts';

const USAGE = 2;

const NOTHING = 'Nothing was written.';

type Meant = {
  readonly config: Config;
  readonly choices: Choices;
  readonly flags: InitFlags;
};

/** Begins, or says all that keeps it from beginning. */
export async function init(flags: InitFlags): Promise<number> {
  const config = await configured({ isNew: true });
  if (!config) return 1;
  if (saysNothing(flags) && ownTerminal().stdin.isTTY && ownTerminal().stderr.isTTY) {
    if (isInTheWay(flags)) return refuse([inTheWay(flags)]);
    const choices = await askForChoices(config, flags, {
      input: ownTerminal().stdin,
      output: ownTerminal().stderr,
    });
    return choices ? begin({ config, choices, flags }) : refuse([]);
  }
  const { choices, mistakes } = readChoices(flags);
  return begin({ config, choices, flags }, mistakes);
}

async function begin({ config, choices, flags }: Meant, mistakes: readonly string[] = []): Promise<number> {
  const isMeant = flags.force === true;
  const tenant = await chooseStartTenant(config, { ...choices, isMeant });
  // Of a tenant that is not known the rest is judged all the same.
  const judged: StartTenant = tenant.ok
    ? tenant.value
    : { name: 'dev', region: config.homeRegion, domain: undefined, isNew: true };
  const start: Start = { ...startOf(choices), tenant: judged };
  const user = await newUser(config, choices, judged);
  const planned = await planStart(config, start, user);
  const complaints = [...(tenant.ok ? [] : tenant.error), ...(planned.ok ? [] : planned.error)];
  const lines = [...mistakes, ...complaints.map(({ answer, message }) => `--${answer}: ${message}`)];
  if (!planned.ok || lines.length > 0) {
    complain([...lines, NOTHING]);
    return USAGE;
  }
  if (isInTheWay(flags)) return refuse([inTheWay(flags)]);
  const changed = planned.value.filter(({ action }) => action === 'update');
  if (changed.length > 0 && !isMeant)
    return refuse([
      ...planLines(changed),
      'This is there already and would become another: --force changes it.',
    ]);
  return write({ config, choices, flags }, { start, user });
}

/** Who is to be made: whoever was named and is not there yet, or somebody where there is nobody. */
async function newUser(config: Config, { user }: Choices, tenant: StartTenant): Promise<string | undefined> {
  return (await hasUsers(config, tenant, user)) ? undefined : (user ?? USUAL.user);
}

type What = { readonly start: Start; readonly user: string | undefined };

async function write({ config, choices, flags }: Meant, { start, user }: What): Promise<number> {
  const { file } = flags;
  const unwritten = await writeText(flags, startText(start, file));
  if (unwritten !== undefined) return refuse([unwritten]);
  const applied = await applyFile({ file, config, env: ownTerminal().env, dryRun: !flags.apply });
  if (!applied.ok) {
    complain([...applied.error, `${file} is written, and nothing was applied.`]);
    return 1;
  }
  const account = flags.apply && user !== undefined ? await makeUser(config, user, start.tenant) : undefined;
  if (account && !account.ok) {
    complain([
      ...account.complaints,
      `${file} is applied, and nobody was made: see \`tacit users create --help\`.`,
    ]);
    return 1;
  }
  const begun = begunOf(applied.value, { choices, file, account: account?.account, flags });
  if (flags.json === true) {
    printJson(begunJson(begun));
    return 0;
  }
  const server = await askServerOf(begun, config);
  say([`Wrote ${file}.`]);
  printSteps(applied.value, !flags.apply);
  sayHowToGoOn(begun, server);
  if (flags.serve !== true) return 0;
  if (server !== 'ready') return (await import('../serve.ts')).serveUntilSignal({});
  say(['', `The server that answers at ${config.baseUrl.origin} knows it all already, and goes on.`]);
  return 0;
}

/** Nobody is asked about what was not applied. */
async function askServerOf({ isApplied, authorize_url }: Begun, { baseUrl }: Config): Promise<ServerState> {
  return isApplied ? askServer(baseUrl, authorize_url) : 'silent';
}

const UNWRITTEN: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission was denied'],
  ['EEXIST', 'somebody else wrote it at the same moment'],
  ['EISDIR', 'it is a directory'],
  ['ENOENT', 'its directory is not there'],
  ['ENOTDIR', 'its directory is a file'],
  ['EROFS', 'nothing can be written there'],
]);

/** Writes the file, or says why it cannot be. */
async function writeText({ file, force = false }: InitFlags, text: string): Promise<string | undefined> {
  const failed = await writeFile(file, text, { flag: force ? 'w' : 'wx' }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );
  return failed && `${file} cannot be written: ${UNWRITTEN.get(failed.code ?? '') ?? failed.message}.`;
}

type Account = { readonly user: string; readonly password: string };

async function makeUser(
  config: Config,
  email: string,
  { name, region }: StartTenant,
): Promise<{ ok: true; account: Account } | { ok: false; complaints: readonly string[] }> {
  const password = makeReadablePassword();
  const made = await operatorOnDatabase(config).changeRecord({
    kind: 'user',
    tenant: `${name}.${region}`,
    key: [],
    verb: 'create',
    document: { email, email_verified: true, password },
    add: {},
    remove: {},
    prefix: '',
    version: undefined,
    dryRun: false,
  });
  if (made.ok) return { ok: true, account: { user: email, password } };
  return { ok: false, complaints: made.error.map(({ message }) => `--user: ${message}`) };
}

type Rest = Pick<Begun, 'choices' | 'file' | 'account'> & { readonly flags: InitFlags };

function begunOf(steps: readonly Step[], { flags, ...begun }: Rest): Begun {
  const addressOf = (kind: Step['kind'], name?: string) =>
    steps.find((step) => step.kind === kind && (name === undefined || step.name === name))?.address;
  const [issuer, authorize_url] = [addressOf('tenant'), addressOf('client', START_CLIENT_ID)];
  if (issuer === undefined || authorize_url === undefined)
    throw new Error('The file that was written has a tenant, and a client with a callback.');
  return { ...begun, issuer, authorize_url, isApplied: flags.apply, isServed: flags.serve === true };
}

function isInTheWay({ file, force = false }: InitFlags): boolean {
  return !force && existsSync(file);
}

function inTheWay({ file }: InitFlags): string {
  return `${file} is there already: --force writes over it, --file NAME writes another.`;
}

function refuse(lines: readonly string[]): number {
  complain([...lines, NOTHING]);
  return 1;
}
