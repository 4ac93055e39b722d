/**
 * The kinds of second factors, a row a kind, the best first: what a fake page cannot ask for, what needs a device, what
 * needs a mailbox.
 */
import type { Exchange } from '../../deps.ts';
import type { FactorWay } from '../../pages/text/second-factor-text.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { MAX_AUTHENTICATORS } from '../../protocol/end-user/second-factor.ts';
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { EMAIL_CODE } from './email-code-method.ts';
import type { FactorMethod } from './factor-method.ts';
import { TOTP } from './totp-method.ts';
import { WEBAUTHN } from './webauthn-method.ts';

const METHODS: readonly FactorMethod[] = [WEBAUTHN, TOTP, EMAIL_CODE];

type Enrolled = Awaited<ReturnType<Exchange['records']['authenticators']['list']>>;

type Whose = {
  readonly user: EndUser;
  readonly settings: TenantSettings;
  /** How the first factor was shown; absent: nobody is asked for a second one. */
  readonly amr?: readonly string[];
};

/** The kinds that the user has and the tenant takes, the best first. */
export function usableMethods(enrolled: Enrolled, whose: Whose): readonly FactorMethod[] {
  return takenMethods(whose).filter((method) => enrolled.some(({ kind }) => kind === method.kind));
}

/** The kinds that the tenant takes of this user, the best first. */
export function takenMethods({ user, settings, amr }: Whose): readonly FactorMethod[] {
  return METHODS.filter(
    (method) => isTaken(method.kind, settings) && isFor(method, user) && isAnother(method.kind, amr),
  );
}

/** The kinds that the user could set up, in the order in which the tenant names them. */
export function enrollableMethods({ user, settings, amr }: Whose): readonly FactorMethod[] {
  return settings.second_factors
    .map((kind) => METHODS.find((method) => method.kind === kind))
    .filter((method) => method !== undefined)
    .filter((method) => isFor(method, user) && isAnother(method.kind, amr));
}

/** Whoever came by a code or link of a mail has shown their mailbox: it is not a second factor as well. */
function isAnother(kind: SecondFactor, amr: readonly string[] = []): boolean {
  const cameByMail = amr.includes('otp') && !amr.includes('pwd');
  return kind !== 'email' || !cameByMail;
}

/** The kinds that the user could add to what there is: an address is a factor once, and never beside itself. */
export function addableMethods(enrolled: Enrolled, whose: Whose): readonly FactorMethod[] {
  if (enrolled.length >= MAX_AUTHENTICATORS) return [];
  const hasAddress = enrolled.some(({ kind }) => kind === 'email');
  return takenMethods(whose).filter(({ kind }) => kind !== 'email' || !hasAddress);
}

/** The method that was asked for, if it is one of these, else the first. */
export function chooseMethod(
  methods: readonly FactorMethod[],
  asked: FactorWay | string | undefined,
): FactorMethod | undefined {
  return methods.find(({ kind }) => kind === asked) ?? methods[0];
}

/** A passkey that signs in can confirm a sign-in as well. */
function isTaken(kind: SecondFactor, { second_factors, login_methods }: TenantSettings): boolean {
  return second_factors.includes(kind) || (kind === 'webauthn' && login_methods.includes('passkey'));
}

function isFor({ isFor: allows }: FactorMethod, user: EndUser): boolean {
  return allows === undefined || allows(user);
}
