/**
 * `tacit admin`.
 */
import { findOperator } from '../operator.ts';
import { complain, printJson, say } from '../output.ts';

export type AdminOptions = {
  readonly tenant?: string;
  readonly all?: boolean;
  readonly role: string;
  readonly json?: boolean;
};

/** Makes somebody an administrator, and says what they do next. */
export async function createAdministrator(email: string, options: AdminOptions): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const { tenant, all = false, role, json = false } = options;
  const made = await operator.makeAdministrator({ email, tenant, all, role });
  if (!made.ok) {
    complain(made.error);
    return 1;
  }
  const { password, ...about } = made.value;
  const told = password?.reveal();
  if (json) {
    printJson({ email, ...about, all, ...(told === undefined ? {} : { password: told }) });
    return 0;
  }
  say([
    `${email} has the role tacit:${about.role} at ${about.tenant}${all ? ', and so at every tenant' : ''}.`,
    ...(told === undefined ? [] : [`Password, told once: ${told}`]),
    '',
    `Next: they open ${about.issuer}dashboard/ and sign in.`,
    'An application of that tenant that they are to use instead asks for',
    `  audience  ${about.audience}`,
    '  scope     what it needs, as read:users; they are given what their role holds, and no more.',
    'See docs/guides/administrators.md.',
  ]);
  return 0;
}
