/**
 * `tacit mail test`.
 */
import { configWarnings } from '@tacit/server/config';
import { sendTestMail } from '@tacit/server/operator';
import { complain, configured, say } from './output.ts';

export type TestOptions = { readonly tenant?: string };

/** Sends one mail, and says what the mail server said. */
export async function testMail(to: string, { tenant }: TestOptions): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const warnings = configWarnings(config).filter((warning) => /SMTP|mail server/.test(warning));
  // Before it is tried: whoever speaks the other way to TLS is not answered for a while.
  if (config.smtpUrl !== undefined) complain(warnings.map((warning) => `Warning: ${warning}`));
  const done = await sendTestMail(config, { to, tenant });
  if (!done.ok) {
    complain(done.error);
    return 1;
  }
  const { server, from, said } = done.value;
  say([
    `${server} took a mail from ${from} to ${to}: ${said}`,
    'Whether it arrives is seen in that mailbox, its folder for spam included.',
  ]);
  return 0;
}
