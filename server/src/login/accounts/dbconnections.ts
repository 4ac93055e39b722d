/**
 * Auth0's endpoints for accounts (`/dbconnections/signup`, `/dbconnections/change_password`), as its SDKs call them from
 * an application's own form. Errors are the objects that auth0.js reads: name, code, description, statusCode.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { json, jsonText } from '../../http/respond.ts';
import type { SignUpFailure } from '../../pages/text/text.ts';
import { parseEmailAddress } from '../../protocol/end-user/email-address.ts';
import type { PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import { readSignUp } from '../../protocol/end-user/sign-up.ts';
import { err, type Result } from '../../protocol/result.ts';
import { isOwnDatabase } from '../../protocol/tenant/connection.ts';
import type { Client } from '../../resources/client/client.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { recordRefused } from '../../walk/sign-in-refused.ts';
import { type ApplicationForm, readApplicationForm } from '../application-form.ts';
import { askForReset, mayResetPassword } from '../passwords/password-reset.ts';
import { makeAccount, mayMakeAccount, type Refused } from './new-account.ts';

/** An error as the endpoints of a database connection have it. */
type Refusal = {
  readonly status: number;
  readonly name: string;
  readonly code: string;
  readonly description: unknown;
  readonly client?: Client;
  readonly policy?: string;
};

/** POST /dbconnections/signup. */
export const signUpByApi: Handler = async (exchange) => {
  if (!mayMakeAccount(exchange)) return refuseRequest(SIGN_UP_DISABLED, exchange);
  const asked = await readAsked(exchange);
  if (!asked.ok) return refuseRequest(asked.error, exchange);
  const { fields, client } = asked.value;
  const read = readSignUp(fields);
  if (!read.ok) return refuseRequest({ ...badRequest('invalid_signup', read.error), client }, exchange);
  const made = await makeAccount(
    { ...read.value, client, resume: undefined, ui_locales: undefined },
    exchange,
  );
  if (!made.ok) return refuseRequest({ ...refusalOf(made.error, exchange), client }, exchange);
  const { sub, email } = made.value;
  const { profile, user_metadata } = read.value;
  return json({
    _id: sub.slice(sub.indexOf('|') + 1),
    email,
    email_verified: false,
    ...profile,
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
  });
};

/** POST /dbconnections/change_password: the same answer for every address. */
export const changePasswordByApi: Handler = async (exchange) => {
  if (!mayResetPassword(exchange)) return refuseRequest(NO_PASSWORDS, exchange);
  const asked = await readAsked(exchange);
  if (!asked.ok) return refuseRequest(asked.error, exchange);
  const { fields, client } = asked.value;
  const email = typeof fields['email'] === 'string' ? parseEmailAddress(fields['email']) : undefined;
  if (email === undefined)
    return refuseRequest(
      { ...badRequest('invalid_request', 'email must be one e-mail address'), client },
      exchange,
    );
  const failure = await askForReset({ email, resume: undefined, ui_locales: undefined }, exchange);
  if (failure)
    return refuseRequest(
      { ...refusalOf({ error: failure, password_failures: [] }, exchange), client },
      exchange,
    );
  return jsonText("We've just sent you an email to reset your password.", {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
};

function badRequest(code: string, description: string): Refusal {
  return { status: 400, name: 'BadRequestError', code, description };
}

const SIGN_UP_DISABLED: Refusal = {
  status: 403,
  name: 'ForbiddenError',
  code: 'signup_disabled',
  description: 'public signup is disabled',
};

const NO_PASSWORDS: Refusal = {
  status: 403,
  name: 'ForbiddenError',
  code: 'password_disabled',
  description: 'there are no passwords here',
};

const FORM_CODES = { body: 'invalid_request', client: 'invalid_client', origin: 'access_denied' } as const;

/** The form, and the connection it names. */
async function readAsked(exchange: Exchange): Promise<Result<ApplicationForm, Refusal>> {
  const form = await readApplicationForm(exchange);
  if (!form.ok) {
    const { status, reason, description } = form.error;
    return err({ ...badRequest(FORM_CODES[reason], description), status });
  }
  if (!isOwnDatabase(form.value.fields['connection'], exchange.tenant.settings))
    return err({
      ...badRequest('invalid_connection', 'the connection does not exist'),
      client: form.value.client,
    });
  return form;
}

/** What the SDKs show of a sign-up that was not accepted. */
function refusalOf({ error, password_failures }: Refused, { tenant }: Exchange): Refusal {
  if (password_failures.length > 0) return passwordRefusal(password_failures, tenant.settings);
  return error === undefined ? badRequest('invalid_signup', 'Invalid sign up') : REFUSALS[error];
}

const REFUSALS: Readonly<Record<SignUpFailure, Refusal>> = {
  malformed_email: badRequest('invalid_signup', 'email must be one e-mail address'),
  taken: badRequest('user_exists', 'The user already exists.'),
  throttled: {
    status: 429,
    name: 'TooManyRequestsError',
    code: 'too_many_requests',
    description: 'Too many requests. Try again later.',
  },
  busy: {
    status: 503,
    name: 'ServiceUnavailableError',
    code: 'temporarily_unavailable',
    description: 'The server is busy. Try again in a moment.',
  },
};

const GUESSABLE = {
  message: 'Not one that is easy to guess or known from a breach',
  code: 'notGuessable',
  verified: false,
} as const;

/** What a password is not to be has codes of its own at Auth0; the rest is strength. */
const FORBIDDEN: Readonly<Partial<Record<PasswordFailure, Refusal>>> = {
  dictionary: {
    status: 400,
    name: 'PasswordDictionaryError',
    code: 'password_dictionary_error',
    description: 'Password is too common',
  },
  personal: {
    status: 400,
    name: 'PasswordNoUserInfoError',
    code: 'password_no_user_info_error',
    description: 'Password contains user information',
  },
};

function passwordRefusal(
  failures: readonly PasswordFailure[],
  { password_min_length }: TenantSettings,
): Refusal {
  const [forbidden] = failures.flatMap((failure) => FORBIDDEN[failure] ?? []);
  if (forbidden) return forbidden;
  const length = {
    message: 'At least %d characters in length',
    format: [password_min_length],
    code: 'lengthAtLeast',
    verified: !failures.includes('too_short'),
  };
  const rules = failures.includes('too_short') ? [length] : [length, GUESSABLE];
  return {
    status: 400,
    name: 'PasswordStrengthError',
    code: 'invalid_password',
    description: { rules, verified: false },
    policy: `* At least ${password_min_length} characters in length\n* ${GUESSABLE.message}`,
  };
}

/** The refusal, after its audit row is durable. It is read by whoever may ask, and by any page when it names nobody. */
async function refuseRequest(refusal: Refusal, exchange: Exchange): Promise<Response> {
  const { path } = exchange;
  const { status, name, code, description, policy, client } = refusal;
  const reason = path.endsWith('/signup') ? 'sign_up_refused' : 'password_change_refused';
  const about = { client_id: client?.client_id, detail: `${path}: ${code}` };
  await recordRefused({ type: 'account_request_refused', reason, ...about }, exchange);
  const body = { name, code, description, ...(policy === undefined ? {} : { policy }), statusCode: status };
  return json(body, { status });
}
