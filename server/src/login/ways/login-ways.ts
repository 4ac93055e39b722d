/**
 * The ways in, a row a way. Which of them a tenant has is its setting `login_methods`.
 */
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { EMAIL_CODE } from './email-code-way.ts';
import { EMAIL_LINK } from './email-link-way.ts';
import type { LoginWay } from './login-way.ts';
import { PASSKEY } from './passkey.ts';
import { PASSWORD } from './password.ts';

const WAYS: readonly LoginWay[] = [PASSWORD, PASSKEY, EMAIL_CODE, EMAIL_LINK];

/** The way whose button was pressed, the password where none was named; undefined: the tenant does not have it. */
export function wayOf(action: string | undefined, { login_methods }: TenantSettings): LoginWay | undefined {
  const way = WAYS.find((one) => one.action === action) ?? PASSWORD;
  return login_methods.includes(way.method) ? way : undefined;
}
