/**
 * `tacit users block`, `unblock`, `import` and `export`: what is done to people beside what is done to every record.
 */
import { KINDS } from '@tacit/server/resources';
import { type Command, Option } from 'commander';
import { findOperator } from '../operator.ts';
import type { ChangeOptions } from '../records/change.ts';
import { example } from '../words.ts';
import type { ExportPeopleChoice } from './export.ts';
import type { ImportChoice } from './import.ts';

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
  addImport(users, finish);
  addExport(users, finish);
}

function addImport(users: Command, finish: Finish): void {
  withTenant(users.command('import').summary('bring people in a file'))
    .argument('<file>', 'a JSON list of people, as Auth0 imports it; - for what is piped in')
    .option('--upsert', 'change those who are there, in what they do not sign in by')
    .description(
      'Bring people in a file, with the hashes of their passwords. A list that is broken brings nobody; of one that is whole each person is there, or is named with the reasons, and then the exit code is 1.',
    )
    .addHelpText(
      'after',
      example('tacit users import people.json', 'tacit users import people.json --upsert'),
    )
    .action(async (file: string, choice: ImportChoice) =>
      finish(await (await import('./import.ts')).importFile(file, choice)),
    );
}

type Exported = ExportPeopleChoice & { readonly all?: boolean };

function addExport(users: Command, finish: Finish): void {
  withTenant(users.command('export').summary('print all that is kept about somebody, or write everybody'))
    .argument('[user_id]', 'by user_id, e-mail address or user name')
    .option('--all', 'everybody, as a file')
    .addOption(new Option('--format <format>', 'JSON, a person a line, or a table').choices(['json', 'csv']))
    .option('--fields <path...>', 'these members alone, as user_id or app_metadata.plan')
    .option('-o, --output <file>', 'into a file, which is there when it is whole')
    .description(
      'Print all that is kept about somebody, as JSON: what they are given who ask for their data (GDPR Art. 15). With --all, write everybody: a line each. Nothing in it lets anybody in; the log says that it was done.',
    )
    .addHelpText(
      'after',
      example(
        'tacit users export alice@example.com > alice.json',
        'tacit users export --all --format csv --output people.csv',
      ),
    )
    .action(async (...[user, choice, command]: [string | undefined, Exported, Command]) => {
      const { all = false, format, fields, output, tenant } = choice;
      if ((user === undefined) !== all)
        return command.error('error: name one user, or say --all', { exitCode: 2 });
      if (!all && (format ?? fields ?? output) !== undefined)
        return command.error('error: --format, --fields and --output are for --all', { exitCode: 2 });
      const { exportEverybody, exportPerson } = await import('./export.ts');
      return finish(await (user === undefined ? exportEverybody(choice) : exportPerson(user, tenant)));
    });
}

function ofOne(users: Command, name: string, summary: string): Command {
  return withTenant(users.command(name).summary(summary)).argument(
    '<user_id>',
    'by user_id, e-mail address or user name',
  );
}

function withTenant(command: Command): Command {
  return command
    .option('--tenant <name>', 'one tenant, by name or name.region; left out where there is one')
    .option('--json', 'print JSON');
}

async function setBlocked(user: string, blocked: boolean, options: ChangeOptions): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const { makeChange } = await import('../records/change.ts');
  const given = { document: { blocked }, add: {}, remove: {}, complaints: [] };
  return makeChange(operator, KINDS.user, { ...options, verb: 'set', key: [user], given });
}
