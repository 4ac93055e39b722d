/**
 * `tacit mail`.
 */
import type { Command } from 'commander';
import type { TestOptions } from './mail.ts';
import { example } from './words.ts';

/** Adds what is done about mail. */
export function addMailCommands(program: Command, finish: (code: number) => void): void {
  program
    .command('mail')
    .summary('see whether mail goes out')
    .description('See whether mail goes out.')
    .addHelpText('after', example('tacit mail test alice@example.com'))
    .command('test')
    .summary('send one mail, and say what the mail server says')
    .argument('<address>', 'who is sent it')
    .option('--tenant <name>', 'from the sender of this tenant, by name or name.region; else TACIT_MAIL_FROM')
    .description(
      'Send one mail by TACIT_SMTP_URL, or by the mail server of the tenant where it has one, at once and past the outbox, and say what the mail server answered: 0 where it took the mail, 1 where it did not, with what to look at. No server need run, and without --tenant no database is opened.',
    )
    .addHelpText(
      'after',
      example('tacit mail test alice@example.com', 'tacit mail test alice@example.com --tenant dev'),
    )
    .action(async (address: string, options: TestOptions) =>
      finish(await (await import('./mail.ts')).testMail(address, options)),
    );
}
