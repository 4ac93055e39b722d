/**
 * `tacit admin`: whoever administers a tenant is a user of it with a role that every tenant has.
 */
import { type Command, Option } from 'commander';
import { example } from '../words.ts';
import type { AdminOptions } from './admin.ts';

/** Of the roles that every tenant has; what is none of them is named by the command. */
const ROLES = ['owner', 'admin', 'support', 'viewer'] as const;

/** Adds the command and its one verb. */
export function addAdminCommands(program: Command, finish: (code: number) => void): void {
  const admin = program
    .command('admin')
    .summary('make somebody an administrator')
    .description('People who administer a tenant are users of it who have a role for that.')
    .addHelpText('after', example('tacit admin create alice@example.com --tenant dev'));
  admin
    .command('create')
    .summary('give somebody a role that every tenant has, and make them where they are nobody yet')
    .argument('<email>', 'whom: an e-mail address, or the user_id of somebody who is there')
    .option('--tenant <name>', 'the tenant, by name or name.region; left out where there is one')
    .option('--all', 'every tenant: at the one that TACIT_OPERATOR_TENANT names')
    .addOption(
      new Option('--role <role>', 'what they may do')
        .default('owner')
        .choices(ROLES)
        .argParser((word: string) => word),
    )
    .option('--json', 'print JSON')
    .description(
      'Give somebody a role by which they administer a tenant through its Management API. Who is nobody yet is made, with a password that is printed once. Prints what they do next.',
    )
    .addHelpText(
      'after',
      example(
        'tacit admin create alice@example.com --tenant dev',
        'tacit admin create bob@example.com --tenant dev --role support',
        'tacit admin create ops@example.com --all',
      ),
    )
    .action(async (email: string, options: AdminOptions) =>
      finish(await (await import('./admin.ts')).createAdministrator(email, options)),
    );
}
