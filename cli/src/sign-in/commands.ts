/**
 * `tacit login`, `tacit logout`: their words and their help.
 */
import type { Command } from 'commander';
import { example } from '../words.ts';
import type { LoginOptions } from './login.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

/** Adds the commands. */
export function addSignInCommands(program: Command, finish: Finish): void {
  program
    .command('login')
    .summary('sign in at a server with your browser, for --server')
    .option('--no-browser', 'print the address, and open nothing')
    .option(
      '--port <n>',
      'where the answer of the browser is waited for at this machine (any that is free)',
      '0',
    )
    .description(
      'Sign in at the server of --server with your browser. What you may do there, by your roles, the commands then do in your name, until the token ends. It is kept in a file that you alone may read.',
    )
    .addHelpText(
      'after',
      example(
        'tacit --server https://acme.eu.example.com login',
        'TACIT_SERVER=https://acme.eu.example.com tacit login',
      ),
    )
    .action(async (options: LoginOptions) => finish(await (await import('./login.ts')).login(options)));
  program
    .command('logout')
    .summary('end that')
    .description('End the token that `tacit login` was given by the server of --server, there and here.')
    .addHelpText('after', example('tacit --server https://acme.eu.example.com logout'))
    .action(async () => finish(await (await import('./login.ts')).logout()));
}
