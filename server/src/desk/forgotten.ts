/**
 * People who were deleted stay deleted: what they were called is remembered by a keyed hash, from which nobody reads who it was.
 */
import type { Seal } from '../keys/seal.ts';
import { accountsOf } from '../resources/end-user/user.ts';
import type { Values } from '../resources/kind.ts';
import { textOf } from './facts.ts';

/** The hashes of all that a person is called by: `sub`, address, user name. */
export function macsOf(
  user: Values,
  tenant_id: string | undefined,
  seal: Pick<Seal, 'mac'>,
): readonly string[] {
  const sub = textOf(user, 'sub');
  const names = [
    ...(sub === undefined ? [] : [`sub ${sub}`]),
    ...accountsOf(user).map((name) => `account ${name}`),
  ];
  return names.map((name) => seal.mac({ purpose: 'forgotten', tenant_id: tenant_id ?? '' }, name));
}
