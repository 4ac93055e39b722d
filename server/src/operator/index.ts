/**
 * The operator's door to the server: what the command `tacit` and the example do to a database.
 */
export { applyFile, type Step } from './apply.ts';
export { makeInitialAccessToken } from './initial-access-token.ts';
export { listClients, listResourceServers, listTenants, listUsers } from './list.ts';
export { listRollouts, type RolloutRow, setRollout } from './rollout.ts';
export { signOut } from './sign-out.ts';
export { type ListedKey, listKeys, type RotatedKey, rotateKeys } from './signing-keys.ts';
