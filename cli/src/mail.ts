/**
 * `tacit mail test`.
 */
import { findOperator } from './operator.ts';
import { complain, say } from './output.ts';

export type TestOptions = { readonly tenant?: string };

/** Sends one mail, and says what the mail server said. */
export async function testMail(to: string, { tenant }: TestOptions): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  // Before it is tried: whoever speaks the other way to TLS is not answered for a while.
  complain(operator.mailWarnings.map((warning) => `Warning: ${warning}`));
  const done = await operator.sendTestMail({ to, tenant });
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
