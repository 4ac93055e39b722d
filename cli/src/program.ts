/**
 * The commands of `tacit`, their words and their help. What a command does is imported when it runs, so that help is
 * there at once.
 */
import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

const SETTINGS = 'Settings come from TACIT_* variables of the environment; `tacit config` shows them.';

/** The program, ready to parse a command line. Wrong usage and help throw a CommanderError. */
export function createProgram(finish: Finish): Command {
  const program = new Command('tacit')
    .description('Serves and operates the Tacit authorization server.')
    .version(manifest.version)
    .exitOverride()
    .showHelpAfterError('(add --help for usage)')
    .addHelpText('after', `\n${SETTINGS}`);
  addServe(program, finish);
  addApply(program, finish);
  addRollout(program, finish);
  addKeys(program, finish);
  addRegistrationToken(program, finish);
  addSignOut(program, finish);
  addLists(program, finish);
  addConfig(program, finish);
  return program;
}

function example(...lines: readonly string[]): string {
  const title = lines.length === 1 ? 'Example:' : 'Examples:';
  return ['', title, ...lines.map((line) => `  $ ${line}`)].join('\n');
}

function addServe(program: Command, finish: Finish): void {
  program
    .command('serve')
    .summary('start the server')
    .description(
      'Start the server. Logs are JSON on stdout; SIGTERM and SIGINT end it after the requests under way.',
    )
    .addHelpText('after', example('tacit serve', 'TACIT_PORT=4100 TACIT_LOG_LEVEL=warn tacit serve'))
    .action(async () => finish(await (await import('./serve.ts')).serveUntilSignal()));
}

function addApply(program: Command, finish: Finish): void {
  program
    .command('apply')
    .summary('make the database what a tacit.yaml says')
    .argument('<file>', 'a tacit.yaml: tenants, clients, APIs, users, rollouts')
    .option('--dry-run', 'say what would change and change nothing')
    .description(
      'Make the database what the file says. Every mistake is named by line and column, and then nothing is applied. What the file does not name stays.',
    )
    .addHelpText('after', example('tacit apply tacit.yaml --dry-run', 'tacit apply tacit.yaml'))
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) =>
      finish(await (await import('./apply.ts')).apply(file, dryRun)),
    );
}

function addRollout(program: Command, finish: Finish): void {
  program
    .command('rollout')
    .summary('show or set how far each feature is in each region')
    .argument('[feature]', 'the feature to roll out; without it, the table of all is printed')
    .argument('[stage]', 'off, preview (tenants that ask for it), percent, on')
    .option('--region <region>', 'the region whose stage is set')
    .option('--percent <n>', 'how many of the tenants, with the stage percent')
    .description(
      'Show or set how far each feature is in each region. A running server sees it with its next request.',
    )
    .addHelpText(
      'after',
      example(
        'tacit rollout',
        'tacit rollout api_authorization --region eu on',
        'tacit rollout api_authorization --region eu percent --percent 25',
      ),
    )
    .action(async (...[feature, stage, options, command]: [string?, string?, RolloutOptions?, Command?]) => {
      const { region, percent } = options ?? {};
      if (feature === undefined) return finish(await (await import('./rollout.ts')).showRollouts());
      if (stage === undefined || region === undefined) {
        return command?.error('error: a feature is set with a stage and --region', { exitCode: 2 });
      }
      return finish(await (await import('./rollout.ts')).changeRollout({ feature, region, stage, percent }));
    });
}

type RolloutOptions = { readonly region?: string; readonly percent?: string };
type TenantOptions = { readonly tenant?: string; readonly json?: boolean };

function addKeys(program: Command, finish: Finish): void {
  const keys = program
    .command('keys')
    .summary('list or rotate the keys that sign tokens')
    .description('The keys that sign tokens.');
  keys
    .command('list')
    .summary('list the keys of each tenant')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--json', 'print JSON')
    .description(
      'List the keys of each tenant: next is published and will sign, current signs, previous verifies.',
    )
    .addHelpText('after', example('tacit keys list --tenant dev'))
    .action(async (options: TenantOptions) => finish(await (await import('./keys.ts')).showKeys(options)));
  keys
    .command('rotate')
    .summary('let the next keys sign')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--alg <alg>', 'one algorithm: RS256, ES256, EdDSA; else all')
    .description('Let the next key sign, keep the current one for verification, and make a new next one.')
    .addHelpText('after', example('tacit keys rotate --tenant dev --alg RS256', 'tacit keys rotate'))
    .action(async (options: { tenant?: string; alg?: string }) =>
      finish(await (await import('./keys.ts')).rotate(options)),
    );
}

function addRegistrationToken(program: Command, finish: Finish): void {
  program
    .command('registration-token')
    .summary('make a token with which somebody may register clients')
    .argument('<tenant>', 'the tenant, by name or name.region')
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
}

function addSignOut(program: Command, finish: Finish): void {
  program
    .command('sign-out')
    .summary('end the sessions of a user, or of everybody')
    .argument('<tenant>', 'the tenant, by name or name.region')
    .argument('[user]', 'the user, by e-mail address or user_id')
    .option('--everybody', 'all users of the tenant')
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
      return finish(await (await import('./sign-out.ts')).signOutUsers(tenant, user));
    });
}

type SignOutOptions = { readonly everybody?: boolean };

/** A row a list: its command and what it lists. */
const LISTS = [
  ['tenants', 'list the tenants with their regions and issuers'],
  ['clients', 'list the applications'],
  ['apis', 'list the APIs that access tokens are issued for'],
  ['users', 'list the users'],
] as const;

function addLists(program: Command, finish: Finish): void {
  for (const [kind, summary] of LISTS) {
    const command = program
      .command(kind)
      .summary(summary)
      .description(`${summary.replace('list', 'List')}.`)
      .option('--json', 'print JSON');
    if (kind !== 'tenants') command.option('--tenant <name>', 'one tenant, by name or name.region; else all');
    command
      .addHelpText(
        'after',
        example(kind === 'tenants' ? 'tacit tenants --json' : `tacit ${kind} --tenant dev`),
      )
      .action(async (options: TenantOptions) =>
        finish(await (await import('./lists.ts')).showList(kind, options)),
      );
  }
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
