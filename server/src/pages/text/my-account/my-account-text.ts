/**
 * What an application asks for at the My Account API, for whoever decides: a title, and a line a scope.
 */
import type { MyAccountScope } from '../../../resources/tenant/my-account-api.ts';

export type MyAccountText = {
  /** Above the scopes. */
  readonly title: string;
  readonly scopes: Readonly<Record<MyAccountScope, string>>;
};
