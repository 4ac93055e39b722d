/**
 * The commands of `tacit`, their words and their help. What a command does is imported when it runs, so that help is
 * there at once.
 */
import { Argument, Command, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAdminCommands } from './admin/commands.ts';
import type { ApplyChoice } from './apply.ts';
import type { ExportChoice } from './export.ts';
import { API_GUARDS, FLOWS, type InitFlags, PAGE_SDKS, USUAL } from './init/choices.ts';
import { addKeyCommands } from './keys/commands.ts';
import { addLogCommands } from './log/commands.ts';
import { addMailCommands } from './mail-commands.ts';
import { addPeopleCommands } from './people/commands.ts';
import { addPolicyCommands } from './policies/commands.ts';
import { addRecordCommands } from './records/commands.ts';
import type { ServeChoice } from './serve.ts';
import { addServerOptions } from './server/options.ts';
import { addSignInCommands } from './sign-in/commands.ts';
import type { SignOutOptions } from './sign-out.ts';
import { addSupportCommands } from './support/commands.ts';
import { ownTerminal } from './terminal.ts';
import { addTokenCommands } from './tokens/commands.ts';
import { example } from './words.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

const NEW = 'make the database, where there is none yet';

const SETTINGS = 'Settings come from TACIT_* variables of the environment; `tacit config` shows them.';

/** The program, ready to parse a command line. Wrong usage and help throw a CommanderError. */
export function createProgram(finish: Finish): Command {
  const program = new Command('tacit')
    .description('Serves and operates the Tacit authorization server.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void ownTerminal().stdout.write(text),
      writeErr: (text) => void ownTerminal().stderr.write(text),
    })
    .showHelpAfterError('(add --help for usage)')
    .addHelpText('after', `\n${SETTINGS}`);
  addServerOptions(program);
  addInit(program, finish);
  addServe(program, finish);
  addApply(program, finish);
  addExport(program, finish);
  addPolicyCommands(program, finish);
  addRollout(program, finish);
  addPeopleCommands(addRecordCommands(program, finish).users, finish);
  addSupportCommands(program, finish);
  addKeyCommands(program, finish);
  addMailCommands(program, finish);
  addAdminCommands(program, finish);
  addTokenCommands(program, finish);
  addSignOut(program, finish);
  addSignInCommands(program, finish);
  addLogCommands(program, finish);
  addConfig(program, finish);
  addCompletion(program, finish);
  return program;
}

function addInit(program: Command, finish: Finish): void {
  program
    .command('init')
    .summary('write a first tacit.yaml for your page and API, and apply it')
    .option(
      '--spa <address>',
      `where your page is: its origin, or the one address where it is answered (${USUAL.spa})`,
    )
    .option('--api <identifier>', `what access tokens are for: any name (${USUAL.api})`)
    .addOption(oneOf('--flow <flow>', 'how the page gets tokens (code)', FLOWS))
    .option('--tenant <name>', 'the tenant, by name or name.region (the only one there is, or dev)')
    .option('--region <region>', 'the region of a new tenant (the home region)')
    .option('--user <email>', `who can sign in (${USUAL.user}, where there is nobody yet)`)
    .option('--file <name>', 'the file to write', 'tacit.yaml')
    .addOption(
      oneOf('--sdk <name>', 'whose lines are printed for the page (browser)', Object.keys(PAGE_SDKS)),
    )
    .addOption(oneOf('--guard <name>', 'whose lines are printed for the API (guard)', API_GUARDS))
    .option('--force', 'write over the file, and change what is there already')
    .option('--no-apply', 'write the file only')
    .option('--serve', 'be the server afterwards, as `tacit serve` is')
    .option('--json', 'print JSON for a program')
    .description(
      'Write a small tacit.yaml with a tenant, a client for your page and an API, apply it, make a first user, and print the lines that your page and your API need. On a terminal, without flags, it asks.',
    )
    .addHelpText(
      'after',
      example(
        'tacit init',
        'tacit init --spa http://localhost:5173 --api urn:my:api',
        'tacit init --sdk article --guard express-oauth2-jwt-bearer',
      ),
    )
    .action(async (flags: InitFlags) => finish(await (await import('./init/init.ts')).init(flags)));
}

/** Completed by a shell; what is none of them is named by the command, beside all else that is wrong. */
function oneOf(flags: string, says: string, words: readonly string[]): Option {
  return new Option(flags, says).choices(words).argParser((word: string) => word);
}

function addServe(program: Command, finish: Finish): void {
  program
    .command('serve')
    .summary('start the server')
    .description(
      'Start the server. Logs are JSON on stdout; SIGTERM, SIGINT and SIGHUP end it after the requests under way. Where TACIT_BASE_URL is not at localhost, a database is made only if --new says that there may be none yet.',
    )
    .option('--new', NEW)
    .addHelpText('after', example('tacit serve', 'TACIT_PORT=4100 TACIT_LOG_LEVEL=warn tacit serve'))
    .action(async (choice: ServeChoice) =>
      finish(await (await import('./serve.ts')).serveUntilSignal(choice)),
    );
}

function addApply(program: Command, finish: Finish): void {
  program
    .command('apply')
    .summary('make the database what a tacit.yaml says')
    .argument('<file>', 'a tacit.yaml: tenants, clients, APIs, users, rollouts; - for what is piped in')
    .option('--dry-run', 'say what would change and change nothing')
    .option('--prune', 'delete what a section that is there does not name, after asking')
    .option('--recreate', 'make those people again who were deleted and whom the file still names')
    .option('--yes', 'delete without asking, where there is no terminal')
    .option('--new', NEW)
    .description(
      'Make the database what the file says. Every mistake is named by line and column, and then nothing is applied. What the file does not name stays, unless --prune is said: a tenant, client, API, grant or user that its section leaves out is then deleted, a client that registered itself never. A person who was deleted stays so, unless --recreate is said.',
    )
    .addHelpText(
      'after',
      example(
        'tacit apply tacit.yaml --dry-run',
        'tacit apply tacit.yaml',
        'tacit apply tacit.yaml --prune --dry-run',
        'tacit export --tenant dev | tacit apply --dry-run -',
      ),
    )
    .action(async (file: string, choice: ApplyChoice) =>
      finish(await (await import('./apply.ts')).apply(file, choice)),
    );
}

function addExport(program: Command, finish: Finish): void {
  program
    .command('export')
    .summary('print everything that is administered, as apply takes it')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all, and the rollouts')
    .option('--defaults', 'also what is as it would be anyway')
    .option('--json', 'print JSON')
    .description(
      'Print everything that is administered, as a tacit.yaml: applied where it came from, it changes nothing. Secrets and passwords are not in it.',
    )
    .addHelpText('after', example('tacit export > tacit.yaml', 'tacit export --tenant dev --defaults'))
    .action(async (choice: ExportChoice) => finish(await (await import('./export.ts')).printExport(choice)));
}

function addRollout(program: Command, finish: Finish): void {
  program
    .command('rollout')
    .summary('show or set how far each feature is in each region')
    .argument('[feature]', 'the feature to roll out; without it, the table of all is printed')
    .argument('[stage]', 'off, preview (tenants that ask for it), percent, on')
    .option('--region <region>', 'the region whose stage is set')
    .option('--percent <n>', 'how many of the tenants, with the stage percent')
    .option('--json', 'print JSON: the table of all')
    .description(
      'Show or set how far each feature is in each region. A running server sees it with its next request.',
    )
    .addHelpText(
      'after',
      example(
        'tacit rollout',
        'tacit rollout --json',
        'tacit rollout api_authorization --region eu on',
        'tacit rollout api_authorization --region eu percent --percent 25',
      ),
    )
    .action(async (...[feature, stage, options, command]: [string?, string?, RolloutOptions?, Command?]) => {
      const { region, percent, json = false } = options ?? {};
      if (feature === undefined) return finish(await (await import('./rollout.ts')).showRollouts({ json }));
      if (json) return command?.error('error: --json is of the table, without a feature', { exitCode: 2 });
      if (stage === undefined || region === undefined) {
        return command?.error('error: a feature is set with a stage and --region', { exitCode: 2 });
      }
      return finish(await (await import('./rollout.ts')).changeRollout({ feature, region, stage, percent }));
    });
}

type RolloutOptions = { readonly region?: string; readonly percent?: string; readonly json?: boolean };

function addSignOut(program: Command, finish: Finish): void {
  program
    .command('sign-out')
    .summary('end the sessions of a user, or of everybody, after asking')
    .argument('<tenant>', 'the tenant, by name or name.region')
    .argument('[user]', 'the user, by e-mail address or user_id')
    .option('--everybody', 'all users of the tenant')
    .option('--yes', 'without asking, where there is no terminal')
    .option('--dry-run', 'say of how much, and change nothing')
    .description(
      'End what a user could go on with: sessions, refresh tokens, opaque access tokens, remembered devices. A running server refuses them with their next request; an API that checks JWTs by itself takes one until it expires.',
    )
    .addHelpText(
      'after',
      example('tacit sign-out dev alice@example.com', 'tacit sign-out dev.us --everybody'),
    )
    .action(async (...[tenant, user, options, command]: [string, string?, SignOutOptions?, Command?]) => {
      if ((user === undefined) === (options?.everybody !== true))
        return command?.error('error: name one user, or say --everybody', { exitCode: 2 });
      return finish(await (await import('./sign-out.ts')).signOutUsers(tenant, user, options ?? {}));
    });
}

function addConfig(program: Command, finish: Finish): void {
  program
    .command('config')
    .summary('show every setting with its value')
    .option('--json', 'print JSON')
    .description('Show every setting with its value, secrets hidden, and what is wrong with any of them.')
    .addHelpText('after', example('tacit config'))
    .action(async ({ json = false }: { json?: boolean }) =>
      finish(await (await import('./settings.ts')).showSettings(json)),
    );
}

function addCompletion(program: Command, finish: Finish): void {
  program
    .command('completion')
    .summary('print a script with which a shell completes commands')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .description('Print a script with which a shell completes commands, flags and values.')
    .addHelpText(
      'after',
      example(
        'source <(tacit completion bash)',
        'tacit completion zsh > ~/.zfunc/_tacit',
        'tacit completion fish > ~/.config/fish/completions/tacit.fish',
      ),
    )
    .action(async (shell: string) =>
      finish((await import('./completion/print.ts')).printCompletion(program, shell)),
    );
}
