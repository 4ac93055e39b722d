/**
 * `tacit users unlock`, `reset-factors`, `reset-password` and `sessions`: what is done for somebody who asks for help.
 */
import type { Command } from 'commander';
import { example } from '../words.ts';
import type { LinkOptions, SessionOptions, UserOptions } from './users.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

const TENANT = 'the tenant, by name or name.region; left out where there is one';

/** Adds what is done for users to the command that lists them. */
export function addSupportCommands(program: Command, finish: Finish): void {
  const users = program.commands.find((command) => command.name() === 'users') ?? program.command('users');
  addUnlock(users, finish);
  addResetFactors(users, finish);
  addResetPassword(users, finish);
  addSessions(users, finish);
}

function verbOf(users: Command, name: string, summary: string): Command {
  return users
    .command(name)
    .summary(summary)
    .argument('<user>', 'the user, by e-mail address or user_id')
    .option('--tenant <name>', TENANT)
    .option('--json', 'print JSON');
}

function addUnlock(users: Command, finish: Finish): void {
  verbOf(users, 'unlock', 'let a user try again who is locked out by wrong guesses')
    .option('--dry-run', 'say what locks them out, and change nothing')
    .description(
      'Let a user try again who is locked out by wrong passwords, codes or factors, or who was sent too many mails: all that was counted of them is forgotten. A block that somebody has set stays.',
    )
    .addHelpText('after', example('tacit users unlock alice@example.com --tenant dev'))
    .action(async (user: string, options: UserOptions) =>
      finish(await (await import('./users.ts')).unlock(user, options)),
    );
}

function addResetFactors(users: Command, finish: Finish): void {
  verbOf(users, 'reset-factors', 'take all second factors of a user away, after asking')
    .option('--yes', 'without asking, where there is no terminal')
    .option('--dry-run', 'say which there are, and change nothing')
    .description(
      'Take all second factors and recovery codes of a user away, as after a phone was lost. They are signed out everywhere, sign in with what is left, and enrol again. Make sure first that it is they who ask: whoever has their password needs nothing else from then on.',
    )
    .addHelpText('after', example('tacit users reset-factors alice@example.com --tenant dev'))
    .action(async (user: string, options: UserOptions) =>
      finish(await (await import('./users.ts')).reset(user, options)),
    );
}

function addResetPassword(users: Command, finish: Finish): void {
  verbOf(users, 'reset-password', 'make a link by which a user chooses a password')
    .option('--hours <n>', 'how long it can be used', '24')
    .option('--verify', 'to use it confirms the address as well: you send it there and nowhere else')
    .description(
      'Make a link by which a user chooses a new password, and print it: send it to them by a way that reaches nobody else. It works once, takes the place of an older link, and the old password is good until it is used. Second factors stay.',
    )
    .addHelpText('after', example('tacit users reset-password alice@example.com --tenant dev --hours 1'))
    .action(async (user: string, options: LinkOptions) =>
      finish(await (await import('./users.ts')).makeLink(user, options)),
    );
}

function addSessions(users: Command, finish: Finish): void {
  verbOf(users, 'sessions', 'list the sessions of a user, or end them')
    .option('--end <id>', 'end the session of that id; `all`: whatever they could go on with')
    .option('--yes', 'end it without asking, where there is no terminal')
    .description(
      'List where a user is signed in, or end it. With a session the refresh tokens end that were given in it; with `all` every session, refresh token and remembered device. Applications that listen are told. An API that checks JWTs by itself takes one until it expires.',
    )
    .addHelpText(
      'after',
      example(
        'tacit users sessions alice@example.com --tenant dev',
        'tacit users sessions alice@example.com --end all',
      ),
    )
    .action(async (user: string, options: SessionOptions) =>
      finish(await (await import('./users.ts')).sessions(user, options)),
    );
}
