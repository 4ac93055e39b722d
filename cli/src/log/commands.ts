/**
 * `tacit audit`, `tacit why`, `tacit inspect` and `tacit advise`: their words and their help.
 */
import type { Command } from 'commander';
import { DEFAULT_LIMIT, example } from '../words.ts';
import type { AdviseChoice } from './advise.ts';
import type { AuditChoice } from './audit.ts';
import type { InspectChoice } from './inspect.ts';
import type { WhyChoice } from './why.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

/** Adds them to the program. */
export function addLogCommands(program: Command, finish: Finish): void {
  addAudit(program, finish);
  addWhy(program, finish);
  addInspect(program, finish);
  addAdvise(program, finish);
}

const WHEN = '2026-01-31, 2026-01-31T10:00:00Z, or how long ago: 15m, 2h, 7d';

function addAudit(program: Command, finish: Finish): void {
  program
    .command('audit')
    .summary('search the audit log, or follow it')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--user <user>', 'about a user, by e-mail address or user_id')
    .option('--type <type>', 'of this type: one of ours (login_failed) or of Auth0’s (fp)')
    .option('--client <client_id>', 'by an application')
    .option('--ip <address>', 'from an address')
    .option('--request <reference>', 'of the request whose reference a page showed')
    .option('--since <time>', `not before: ${WHEN}`)
    .option('--until <time>', 'not after')
    .option('--limit <n>', 'how many, the newest there are', String(DEFAULT_LIMIT))
    .option('--follow', 'go on with what comes, until it is interrupted')
    .option('--json', 'print JSON: a list, or with --follow an object a line')
    .description(
      'Search the audit log: the newest rows, the oldest of them first. What several flags say has to be so all at once.',
    )
    .addHelpText(
      'after',
      example(
        'tacit audit --tenant dev --user alice@example.com --since 2d',
        'tacit audit --type fp --since 1h',
        'tacit audit --follow --json',
      ),
    )
    .action(async (choice: AuditChoice) => finish(await (await import('./audit.ts')).audit(choice)));
}

function addWhy(program: Command, finish: Finish): void {
  program
    .command('why')
    .summary('say why somebody cannot sign in, and what helps')
    .argument('[tenant]', 'the tenant, by name or name.region')
    .argument('[user]', 'the user, by e-mail address or user_id')
    .option('--request <reference>', 'the reference that a page showed, instead of tenant and user')
    .option('--limit <n>', 'how many of a user’s last events', '20')
    .option('--json', 'print JSON')
    .description(
      'Say what happened to somebody who could not sign in, why, and what helps, with the command that does it. The reference of any page of a sign-in leads to the whole of it.',
    )
    .addHelpText('after', example('tacit why dev alice@example.com', 'tacit why --request 5dGHqk0c1XYzT2nB'))
    .action(async (...[tenant, user, choice, command]: [string?, string?, WhyChoice?, Command?]) => {
      const isRequest = choice?.request !== undefined;
      if (isRequest ? tenant !== undefined : user === undefined)
        return command?.error('error: name a tenant and a user, or say --request alone', { exitCode: 2 });
      return finish(await (await import('./why.ts')).why({ ...choice, tenant, user }));
    });
}

type InspectFlags = Omit<InspectChoice, 'address'> & { readonly request?: string };

function addInspect(program: Command, finish: Finish): void {
  program
    .command('inspect')
    .summary('judge a request to sign in, parameter by parameter')
    .argument('[url]', 'the address that the application leads to, or its query alone')
    .option('--tenant <name>', 'the tenant, by name or name.region, where the host does not say')
    .option('--request <reference>', 'instead of an address: the reference that a page showed')
    .option('--json', 'print JSON')
    .description(
      'Judge a request to sign in by what is registered: each parameter with a verdict (ok, ignored, risky, wrong), why, and what helps, with the command that does it. Ends with 1 where something is wrong.',
    )
    .addHelpText(
      'after',
      example(
        "tacit inspect 'http://localhost:4000/authorize?client_id=my-app&response_type=code'",
        'tacit inspect --request 5dGHqk0c1XYzT2nB',
      ),
    )
    .action(async (...[address, choice, command]: [string?, InspectFlags?, Command?]) => {
      const { request, tenant, json } = choice ?? {};
      if ((request === undefined) === (address === undefined))
        return command?.error('error: say an address, or --request alone', { exitCode: 2 });
      if (address !== undefined)
        return finish(await (await import('./inspect.ts')).inspect({ address, tenant, json }));
      const asked = { request: String(request), limit: '1', ...(json === undefined ? {} : { json }) };
      return finish(await (await import('./why.ts')).why(asked));
    });
}

type AdviseFlags = Omit<AdviseChoice, 'client'>;

function addAdvise(program: Command, finish: Finish): void {
  program
    .command('advise')
    .summary('say what applications need to leave the implicit grant')
    .argument('[client]', 'one application; else all that may use the implicit grant')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--json', 'print JSON')
    .description(
      'Say how ready an application is to do without the implicit grant, by what is registered and by what its answered requests showed: what stands in the way, the lines to change for the SDK in use, and the one switch there and back.',
    )
    .addHelpText('after', example('tacit advise', 'tacit advise appointments-spa --tenant dev'))
    .action(async (client: string | undefined, flags: AdviseFlags) =>
      finish(await (await import('./advise.ts')).advise({ ...flags, client })),
    );
}
