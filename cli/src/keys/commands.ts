/**
 * `tacit keys`: keys are looked at like any record, and made in no other way than by these commands.
 */
import type { Command } from 'commander';
import { example } from '../words.ts';
import type { RevokeOptions, RewrapOptions, RotateOptions } from './keys.ts';

type Finish = (code: number) => void;

/** Adds what is done to keys to the command that lists them. */
export function addKeyCommands(program: Command, finish: Finish): void {
  const keys = program.commands.find((command) => command.name() === 'keys') ?? program.command('keys');
  addRotate(keys, finish);
  addRevoke(keys, finish);
  addRewrap(keys, finish);
}

function addRotate(keys: Command, finish: Finish): void {
  keys
    .command('rotate')
    .summary('let the next keys sign')
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--alg <alg>', 'one algorithm: RS256, ES256, EdDSA; else all by which the tenant signs')
    .option(
      '--force',
      'also where the next key is younger than copies of the JWKS: its tokens are refused there',
    )
    .option('--json', 'print JSON')
    .description(
      'Let the next key sign, keep the current one for verification, and make a new next one. Refused while the next key is younger than an hour, for whoever keeps a copy of the JWKS does not know it yet; the others are rotated, and the exit code is 1.',
    )
    .addHelpText('after', example('tacit keys rotate --tenant dev --alg RS256', 'tacit keys rotate'))
    .action(async (options: RotateOptions) => finish(await (await import('./keys.ts')).rotate(options)));
}

function addRevoke(keys: Command, finish: Finish): void {
  keys
    .command('revoke')
    .summary('take a key that leaked out of use, at once and for ever')
    .argument('<kid>', 'the key, by its name in the JWKS')
    .option('--tenant <name>', 'its tenant, by name or name.region; else the one that has it')
    .option('--yes', 'revoke without asking, where there is no terminal')
    .option('--json', 'print JSON')
    .description(
      'Take a key out of the JWKS and refuse what it signed, from the next request on. Where it is the current one, the next one signs, and another is made. An API that checks JWTs by itself takes such a token until it asks for the JWKS again. Sessions and refresh tokens stay.',
    )
    .addHelpText('after', example('tacit keys revoke KID --tenant dev', 'tacit keys revoke KID --yes'))
    .action(async (kid: string, options: RevokeOptions) =>
      finish(await (await import('./keys.ts')).revoke(kid, options)),
    );
}

function addRewrap(keys: Command, finish: Finish): void {
  keys
    .command('rewrap')
    .summary('seal all that is sealed anew with the first master key')
    .option('--dry-run', 'count, and change nothing')
    .option('--json', 'print JSON')
    .description(
      'Seal everything that is stored sealed (signing keys, client secrets, authenticator apps, mails) with TACIT_MASTER_KEY where it was sealed with one of TACIT_MASTER_KEY_PREVIOUS. Servers may run meanwhile; what was stopped goes on when it is run again.',
    )
    .addHelpText('after', example('tacit keys rewrap --dry-run', 'tacit keys rewrap'))
    .action(async (options: RewrapOptions) => finish(await (await import('./keys.ts')).rewrap(options)));
}
