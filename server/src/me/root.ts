/** Where the My Account API lives, at every tenant's host. */
export const MY_ACCOUNT_ROOT = '/me/v1';
