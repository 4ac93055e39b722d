/**
 * The My Account API of a tenant as an API of it: people look after their own account by it, from applications that the operator
 * allows. It is built in: nobody made it, and nobody changes it.
 */
import { myAccountAudience } from '../../protocol/tenant/names.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from './resource-server.ts';

/** What may be asked for: of factors Auth0's names, and of the rest of an account names like them. */
const SCOPES = {
  'read:me:authentication_methods': 'Look at how you sign in',
  'create:me:authentication_methods': 'Add ways in which you sign in',
  'update:me:authentication_methods': 'Change how you sign in, the names of keys and devices among it',
  'delete:me:authentication_methods': 'Remove ways in which you sign in',
  'read:me:factors': 'Look at which ways to sign in you could add',
  'read:me:profile': 'Look at your profile',
  'update:me:profile': 'Change your profile',
  'update:me:email': 'Ask for another email address',
  'read:me:sessions': 'Look at where you are signed in',
  'delete:me:sessions': 'Sign you out elsewhere',
  'read:me:applications': 'Look at which applications may use your account',
  'delete:me:applications': 'Take access to your account away from applications',
  'read:me:data': 'Download all that is stored about you',
  'delete:me:account': 'Delete your account',
} as const;

export type MyAccountScope = keyof typeof SCOPES;

/** The My Account API of the tenant that has an issuer. */
export function myAccountApi(issuer: string): ResourceServer {
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    identifier: myAccountAudience(issuer),
    name: 'My Account',
    scopes: Object.entries(SCOPES).map(([value, description]) => ({ value, description })),
    // How fresh a sign-in is counts here; what is refreshed is as old as its grant.
    allow_offline_access: false,
    token_dialect: 'rfc9068_profile',
    token_lifetime: 600,
    token_lifetime_for_web: 600,
  };
}
