/**
 * Passkeys and security keys, authenticator apps and codes by mail, added by the My Account API.
 */
import type { Exchange } from '../../deps.ts';
import { confirmEmail, sendEmailCode } from '../../factors/email-code.ts';
import type { ConfirmedFactor } from '../../factors/enrolment.ts';
import { beginTotp, confirmTotp } from '../../factors/totp.ts';
import { invalid, type Problem } from '../../management/problem.ts';
import { confirmOwnFactor, ownAddableMethods, placeOf } from '../../own-account/factors.ts';
import { originsOf } from '../../protocol/client/redirect-uri.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import { registrationOptions, verifyRegistration } from '../../webauthn/registration.ts';
import { shownFactor } from '../families/own-shapes.ts';
import type { Me } from '../own-operation.ts';
import { STALE, THROTTLED } from '../own-refusals.ts';
import type { Begun, Enrolment, Verifying } from './enrolment.ts';

type FactorEnrolment = {
  readonly kind: SecondFactor;
  readonly begin: Enrolment['begin'];
  /** Judges what was shown. */
  readonly confirm: (sent: Verifying, exchange: Exchange) => Promise<Result<ConfirmedFactor, string>>;
  /** What it is shown by. */
  readonly by: 'otp_code' | 'authn_response';
};

function factorEnrolment({ kind, begin, confirm, by }: FactorEnrolment): Enrolment {
  return {
    begin,
    async isOpen({ session }, exchange) {
      return (await ownAddableMethods(session, exchange)).some((method) => method.kind === kind);
    },
    async verify(sent, exchange) {
      const { me, shown } = sent;
      if (shown[by] === undefined)
        return err(invalid('body', [{ code: 'missing_field', path: [by], message: 'is missing' }]));
      const { session, client } = me;
      const added = await confirmOwnFactor(
        { session, kind, client_id: client.client_id, confirm: () => confirm(sent, exchange) },
        exchange,
      );
      if (!added.ok) return err(refusalOf(added.error, by));
      const { confirmed, codes } = added.value;
      return answerAdded({ me, confirmed, codes }, exchange);
    },
  };
}

type Added = {
  readonly me: Me;
  readonly confirmed: ConfirmedFactor;
  readonly codes: readonly string[];
};

async function answerAdded({ me, confirmed, codes }: Added, exchange: Exchange) {
  const stored = await exchange.records.authenticators.find(confirmed.authenticator_id);
  // Whoever removes it in this very moment is told as whoever looks for it later.
  if (!stored) return err(STALE);
  const recovery = codes.length === 0 ? {} : { recovery_codes: codes };
  return ok({ status: 201, body: { ...shownFactor(stored, me, exchange), ...recovery } });
}

type Failure = Extract<Awaited<ReturnType<typeof confirmOwnFactor>>, { readonly ok: false }>['error'];

/** Of a code it is said when it is one of another minute; else the same for whatever is wrong with it. */
function refusalOf(failure: Failure, by: FactorEnrolment['by']): Problem {
  if (failure === 'stale') return STALE;
  if (failure === 'throttled' || failure === 'mail_throttled') return THROTTLED;
  const message =
    failure === 'clock_off' ? 'is the code of another minute: the clock is wrong' : 'is not right';
  return invalid('body', [{ code: failure, path: [by], message }]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const PASSKEY = factorEnrolment({
  kind: 'webauthn',
  by: 'authn_response',
  async begin({ session }, exchange) {
    const { browser } = placeOf(session).interaction;
    const { publicKey, sealed } = await registrationOptions({ user: session.user, browser }, exchange);
    return ok({ told: { authn_params_public_key: publicKey }, kept: { sealed } });
  },
  confirm({ me: { session, client }, kept, shown }, exchange) {
    return verifyRegistration(
      {
        user: session.user,
        browser: placeOf(session).interaction.browser,
        sealed: textOf(kept['sealed']),
        credential: JSON.stringify(shown.authn_response),
        origins: [...originsOf(client)],
      },
      exchange,
    );
  },
});

const APP = factorEnrolment({
  kind: 'otp',
  by: 'otp_code',
  async begin({ session }, exchange): Promise<Result<Begun, Problem>> {
    const { uri, key, sealed } = beginTotp(session.user, exchange);
    return ok({ told: { barcode_uri: uri, manual_input_code: key }, kept: { sealed } });
  },
  confirm: ({ me: { session }, kept, shown }, exchange) =>
    confirmTotp({ sealed: textOf(kept['sealed']), code: shown.otp_code }, session.user, exchange),
});

const EMAIL = factorEnrolment({
  kind: 'email',
  by: 'otp_code',
  async begin({ session }, exchange) {
    const use = { purpose: 'enrol_email', asked_in: placeOf(session).interaction.id } as const;
    return (await sendEmailCode(use, session.user, exchange)) ? ok({ told: {}, kept: {} }) : err(THROTTLED);
  },
  confirm: ({ me: { session }, shown }, exchange) =>
    confirmEmail(placeOf(session).interaction.id, { user: session.user, typed: shown.otp_code }, exchange),
});

export const FACTOR_ENROLMENTS = { passkey: PASSKEY, totp: APP, email: EMAIL } as const;
