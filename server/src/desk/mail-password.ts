/**
 * What is written of the password of a tenant's mail server: sealed, for as long as it is for the same one. Whoever may say another
 * host must not be sent a password there that somebody else has told.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Seal } from '../keys/seal.ts';
import type { Judged, Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import { textOf } from './facts.ts';

type Deps = {
  readonly tenant_id: string;
  readonly seal: Seal;
  /** As they are stored. */
  readonly before: Values | undefined;
};

/** The settings with the password sealed, where there is one; whether it is another one than before. */
export function withMailPassword(
  { record: { mail_provider_sealed, ...settings }, secrets }: Judged,
  { tenant_id, seal, before }: Deps,
): { readonly record: Values; readonly changed: readonly string[] } {
  const place = placeIn(settings);
  const isSame = place !== undefined && isDeepStrictEqual(place, placeIn(before));
  const kept = isSame ? textOf({ mail_provider_sealed }, 'mail_provider_sealed') : undefined;
  const password = place?.user === undefined ? undefined : textOf(secrets, 'mail_provider_password');
  const context = { purpose: 'mail-provider', tenant_id } as const;
  const isKnown = kept !== undefined && seal.open(context, kept)?.['password'] === password;
  if (password === undefined || isKnown)
    return {
      record: kept === undefined ? settings : { ...settings, mail_provider_sealed: kept },
      changed: [],
    };
  return {
    record: { ...settings, mail_provider_sealed: seal.seal(context, { password }) },
    changed: ['mail_provider_password'],
  };
}

function placeIn(settings: Values | undefined) {
  const server = settings?.['mail_provider'];
  if (!isMapping(server)) return undefined;
  const { host, port, user } = server;
  return { host, port, user };
}
