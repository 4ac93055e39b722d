/** Where the Management API lives, at every tenant's host. */
export const MANAGEMENT_ROOT = '/api/v2';
