/**
 * `tacit audit` and `tacit why`: their words and their help.
 */
import type { Command } from 'commander';
import { DEFAULT_LIMIT, example } from '../words.ts';
import type { AuditChoice } from './audit.ts';
import type { WhyChoice } from './why.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

/** Adds both to the program. */
export function addLogCommands(program: Command, finish: Finish): void {
  addAudit(program, finish);
  addWhy(program, finish);
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
