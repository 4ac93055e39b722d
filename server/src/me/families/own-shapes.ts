/**
 * What people are shown of how they sign in: authentication methods, in the words of Auth0's client.
 */
import type { Exchange } from '../../deps.ts';
import { MOMENT, moment, objectOf, TEXT, TEXTS } from '../../management/families/support/support-asked.ts';
import { storedHash } from '../../own-account/password.ts';
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { JsonSchema } from '../../resources/field.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { userHandleOf } from '../../webauthn/relying-party.ts';
import type { Me } from '../own-operation.ts';

export const METHOD_TYPES = [
  'passkey',
  'webauthn-roaming',
  'totp',
  'email',
  'recovery-code',
  'password',
] as const;

type MethodType = (typeof METHOD_TYPES)[number];

const FLAG: JsonSchema = { type: 'boolean' };

export const USAGE: JsonSchema = { type: 'array', items: { enum: ['primary', 'secondary'] } };

export const METHOD: JsonSchema = {
  title: 'authentication_method',
  ...objectOf(
    {
      ...{ id: TEXT, type: { enum: METHOD_TYPES }, usage: USAGE, confirmed: FLAG, name: TEXT },
      ...{ created_at: MOMENT, last_auth_at: MOMENT, email: TEXT, identity_user_id: TEXT },
      ...{ key_id: TEXT, public_key: TEXT, credential_device_type: TEXT, credential_backed_up: FLAG },
      ...{ user_handle: TEXT, transports: TEXTS, aaguid: TEXT, relying_party_id: TEXT },
      recovery_codes: {
        ...TEXTS,
        description: 'Told once: codes that were made because the account had none.',
      },
    },
    ['id', 'type', 'usage', 'confirmed'],
  ),
};

type Factor = Awaited<ReturnType<Exchange['records']['authenticators']['list']>>[number];

/** What an authenticator is called, and what it is for here. */
export function factorType(
  kind: SecondFactor,
  settings: TenantSettings,
): { readonly type: MethodType; readonly usage: readonly ('primary' | 'secondary')[] } {
  if (kind !== 'webauthn') return { type: kind === 'otp' ? 'totp' : 'email', usage: ['secondary'] };
  const isSecond = settings.second_factors.includes('webauthn');
  if (!settings.login_methods.includes('passkey')) return { type: 'webauthn-roaming', usage: ['secondary'] };
  return { type: 'passkey', usage: isSecond ? ['primary', 'secondary'] : ['primary'] };
}

/** An authenticator of somebody. */
export function shownFactor(factor: Factor, { session: { user }, client }: Me, exchange: Exchange): object {
  const { authenticator_id, kind, name, created_at, last_used_at } = factor;
  const { tenant } = exchange;
  const { type, usage } = factorType(kind, tenant.settings);
  return {
    ...{ id: authenticator_id, type, usage, confirmed: true },
    ...(name === '' ? {} : { name }),
    created_at: moment(created_at),
    ...(last_used_at === undefined ? {} : { last_auth_at: moment(last_used_at) }),
    ...(type === 'email' ? { email: user.claims.email } : {}),
    ...(kind === 'webauthn' ? credentialOf(factor, user.sub, exchange) : {}),
    ...(type === 'passkey' ? { identity_user_id: nameFor(user.sub, client, exchange) } : {}),
  };
}

/** What the application knows somebody by. */
function nameFor(sub: string, client: Me['client'], { deps, tenant }: Exchange): string {
  return deps.subjects.of(sub, client, tenant.tenant_id);
}

const DEVICE_TYPES: ReadonlyMap<unknown, string> = new Map([
  ['singleDevice', 'single_device'],
  ['multiDevice', 'multi_device'],
]);

function credentialOf({ authenticator_id, document }: Factor, sub: string, exchange: Exchange): object {
  const { public_key, transports, backed_up, device_type, aaguid } = document;
  const credential_device_type = DEVICE_TYPES.get(device_type);
  return {
    key_id: authenticator_id,
    ...(typeof public_key === 'string' ? { public_key } : {}),
    ...(credential_device_type === undefined ? {} : { credential_device_type }),
    ...(typeof backed_up === 'boolean' ? { credential_backed_up: backed_up } : {}),
    ...(Array.isArray(transports) ? { transports } : {}),
    ...(typeof aaguid === 'string' ? { aaguid } : {}),
    user_handle: userHandleOf(sub, exchange),
    relying_party_id: new URL(exchange.issuer).hostname,
  };
}

/** The password, where somebody has one. */
export function shownPassword({ session: { user }, client }: Me, exchange: Exchange): object {
  const identity_user_id = nameFor(user.sub, client, exchange);
  return { id: 'password', type: 'password', usage: ['primary'], confirmed: true, identity_user_id };
}

/** The recovery codes, all of them: `confirmed` says whether they were shown to have been kept. */
export function shownRecoveryCodes(confirmed: boolean): object {
  return { id: 'recovery-code', type: 'recovery-code', usage: ['secondary'], confirmed };
}

/** All by which somebody signs in, by id. */
export async function methodsOf(me: Me, exchange: Exchange): Promise<ReadonlyMap<string, object>> {
  const { user } = me.session;
  const { authenticators } = exchange.records;
  const factors = await authenticators.list(user.sub);
  const methods = new Map(factors.map((one) => [one.authenticator_id, shownFactor(one, me, exchange)]));
  if ((await storedHash(user, exchange)) !== undefined) methods.set('password', shownPassword(me, exchange));
  if ((await authenticators.countRecoveryCodes(user.sub)) > 0) {
    const isUnconfirmed = await authenticators.hasUnconfirmedRecoveryCodes(user.sub);
    methods.set('recovery-code', shownRecoveryCodes(!isUnconfirmed));
  }
  return methods;
}
