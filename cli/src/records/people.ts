/**
 * `tacit users block`, `unblock` and `export`: what is done to people beside what is done to every record.
 */
import { KINDS } from '@tacit/server/resources';
import type { Command } from 'commander';
import { complain, configured, printJson } from '../output.ts';
import { example } from '../words.ts';
import type { ChangeOptions } from './change.ts';

type Finish = (code: number) => void;

const BLOCKS = [
  {
    name: 'block',
    blocked: true,
    summary: 'keep somebody out, and end what they have',
    description:
      'Keep somebody out: they cannot sign in, and their sessions, refresh tokens and opaque access tokens end. An API that checks JWTs by itself takes one until it expires.',
  },
  {
    name: 'unblock',
    blocked: false,
    summary: 'let somebody in again',
    description: 'Let somebody in again who was blocked. What had ended does not come back.',
  },
] as const;

/** Adds them to `tacit users`. */
export function addPeopleCommands(users: Command, finish: Finish): void {
  for (const { name, blocked, summary, description } of BLOCKS)
    ofOne(users, name, summary)
      .description(description)
      .option('--dry-run', 'say what would be done and do nothing')
      .addHelpText('after', example(`tacit users ${name} alice@example.com`))
      .action(async (user: string, options: ChangeOptions) =>
        finish(await setBlocked(user, blocked, options)),
      );
  ofOne(users, 'export', 'print all that is kept about somebody')
    .description(
      'Print all that is kept about somebody, as JSON: what they are given who ask for their data (GDPR Art. 15). Nothing in it lets anybody in; the log says that it was printed.',
    )
    .addHelpText('after', example('tacit users export alice@example.com > alice.json'))
    .action(async (user: string, options: ChangeOptions) => finish(await exportPerson(user, options)));
}

function ofOne(users: Command, name: string, summary: string): Command {
  return users
    .command(name)
    .summary(summary)
    .argument('<user_id>', 'by user_id, e-mail address or user name')
    .option('--tenant <name>', 'one tenant, by name or name.region; left out where there is one')
    .option('--json', 'print JSON');
}

async function setBlocked(user: string, blocked: boolean, options: ChangeOptions): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const { makeChange } = await import('./change.ts');
  const given = { document: { blocked }, add: {}, remove: {}, complaints: [] };
  return makeChange(config, KINDS.user, { ...options, verb: 'set', key: [user], given });
}

async function exportPerson(user: string, { tenant }: ChangeOptions): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const { exportUser } = await import('@tacit/server/operator');
  const exported = await exportUser(config, { tenant, user });
  if (!exported.ok) {
    complain(exported.error);
    return 1;
  }
  printJson(exported.value);
  return 0;
}
