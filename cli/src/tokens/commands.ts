/**
 * `tacit registration-token`: its words and their help.
 */
import type { Command } from 'commander';
import { example } from '../words.ts';
import type { DeleteOptions } from './registration-token.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

const TENANT = ['<tenant>', 'the tenant, by name or name.region'] as const;

/** Adds the command and its verbs. */
export function addTokenCommands(program: Command, finish: Finish): void {
  const tokens = program
    .command('registration-token')
    .summary('make a token with which somebody may register clients, list them, take one back')
    .description('Tokens by which applications register themselves (RFC 7591 §3). Without a verb: create.')
    .addHelpText(
      'after',
      example('tacit registration-token dev --hours 1', 'tacit registration-token list dev'),
    );
  tokens
    .command('create', { isDefault: true })
    .summary('make one')
    .argument(...TENANT)
    .option('--hours <n>', 'how long it is good for', '24')
    .description(
      'Make an initial access token for a tenant whose dynamic_registration is initial_access_token, and print it. Only its hash is kept.',
    )
    .addHelpText(
      'after',
      example('tacit registration-token dev', 'tacit registration-token dev.us --hours 1'),
    )
    .action(async (tenant: string, { hours }: { hours: string }) =>
      finish(await (await import('./registration-token.ts')).printRegistrationToken(tenant, hours)),
    );
  tokens
    .command('list')
    .summary('list those that are good still')
    .argument(...TENANT)
    .option('--json', 'print JSON')
    .description('List the tokens that are good still, by an id that is not the token.')
    .addHelpText('after', example('tacit registration-token list dev'))
    .action(async (tenant: string, options: { json?: boolean }) =>
      finish(await (await import('./registration-token.ts')).listRegistrationTokens(tenant, options)),
    );
  tokens
    .command('delete')
    .summary('take one back, after asking')
    .argument(...TENANT)
    .argument('<id>', 'the token, by the id that `list` shows')
    .option('--yes', 'without asking, where there is no terminal')
    .option('--dry-run', 'say which, and change nothing')
    .option('--json', 'print JSON')
    .description('Take a token back: nobody registers a client by it any more. What was registered stays.')
    .addHelpText('after', example('tacit registration-token delete dev ID'))
    .action(async (tenant: string, id: string, options: DeleteOptions) =>
      finish(await (await import('./registration-token.ts')).deleteRegistrationToken(tenant, id, options)),
    );
}
