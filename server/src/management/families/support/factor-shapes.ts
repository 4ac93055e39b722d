/**
 * A second factor in the words of Auth0's two families: authentication methods, and enrolments.
 */
import type { Exchange } from '../../../deps.ts';
import type { SecondFactor } from '../../../protocol/tenant/tenant.ts';
import type { ShownFactor } from '../../../support/factors.ts';
import { MOMENT, moment, objectOf, TEXT } from './support-asked.ts';

/** What one is called there. */
const TYPES = { otp: 'totp', email: 'email', webauthn: 'webauthn-roaming' } as const;

/** What an enrolment is called. */
const ENROLMENTS: Readonly<Record<SecondFactor, string>> = {
  otp: 'authenticator',
  email: 'email',
  webauthn: 'webauthn-roaming',
};

export const AUTHENTICATION_METHOD = objectOf(
  {
    id: TEXT,
    type: { enum: ['totp', 'email', 'webauthn-roaming', 'passkey'] },
    confirmed: { const: true },
    name: TEXT,
    email: TEXT,
    key_id: TEXT,
    ...{ created_at: MOMENT, enrolled_at: MOMENT, last_auth_at: MOMENT },
  },
  ['id', 'type', 'confirmed', 'created_at'],
);

type Of = { readonly exchange: Exchange; readonly email: string | undefined };

/** A key that signs in by itself is a passkey where the tenant has that. */
export function authenticationMethod(factor: ShownFactor, { exchange, email }: Of) {
  const { authenticator_id, kind, name, created_at, last_used_at } = factor;
  const isPasskey = kind === 'webauthn' && exchange.tenant.settings.login_methods.includes('passkey');
  return {
    id: authenticator_id,
    type: isPasskey ? 'passkey' : TYPES[kind],
    confirmed: true,
    ...(name === '' ? {} : { name }),
    ...(kind === 'email' && email !== undefined ? { email } : {}),
    ...(kind === 'webauthn' ? { key_id: authenticator_id } : {}),
    ...{ created_at: moment(created_at), enrolled_at: moment(created_at) },
    ...(last_used_at === undefined ? {} : { last_auth_at: moment(last_used_at) }),
  };
}

export const ENROLMENT = objectOf(
  {
    ...{ id: TEXT, status: { const: 'confirmed' }, type: TEXT, name: TEXT, auth_method: TEXT },
    ...{ enrolled_at: MOMENT, last_auth: MOMENT },
  },
  ['id', 'status', 'enrolled_at'],
);

/** What the list of a person's enrolments says. */
export function enrolment(factor: ShownFactor) {
  const { authenticator_id: id, kind, name, created_at, last_used_at } = factor;
  return {
    ...{ id, status: 'confirmed', type: ENROLMENTS[kind], auth_method: ENROLMENTS[kind] },
    ...(name === '' ? {} : { name }),
    enrolled_at: moment(created_at),
    ...(last_used_at === undefined ? {} : { last_auth: moment(last_used_at) }),
  };
}
