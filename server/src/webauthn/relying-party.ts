/**
 * What a tenant is to an authenticator (WebAuthn Level 3 §4, Relying Party): the host of its issuer, and one origin.
 */
import type { Deps, Exchange } from '../deps.ts';

/** As much of an exchange as a ceremony needs. */
export type WebauthnExchange = Pick<Exchange, 'issuer' | 'tenant' | 'records' | 'request_id'> & {
  readonly deps: Pick<Deps, 'seal' | 'now' | 'random' | 'log'>;
};

export type RelyingParty = {
  /** RP ID: the host, without a port. */
  readonly id: string;
  readonly name: string;
  /** The only origin that a credential may be made or used at. */
  readonly origin: string;
};

/** The relying party of the tenant that was asked. */
export function relyingPartyOf({
  issuer,
  tenant,
}: Pick<WebauthnExchange, 'issuer' | 'tenant'>): RelyingParty {
  const { hostname, origin } = new URL(issuer);
  return { id: hostname, name: tenant.settings.friendly_name ?? hostname, origin };
}

/** The user handle (WebAuthn Level 3 §5.4.3): the same for all passkeys of a user, and it says nothing about who that is. */
export function userHandleOf(
  sub: string,
  { deps, tenant }: Pick<WebauthnExchange, 'deps' | 'tenant'>,
): string {
  return deps.seal.mac({ purpose: 'webauthn', tenant_id: tenant.tenant_id }, `user ${sub}`);
}
