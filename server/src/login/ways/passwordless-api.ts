/**
 * Auth0's endpoints for signing in by mail (`/passwordless/start`, `/passwordless/verify`, `/passwordless/verify_redirect`)
 * as auth0.js calls them from an application's own form. They belong to no browser, so none of them signs anybody in: that
 * is done by a button on a page of ours, which says as whom.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { queryOf } from '../../http/query.ts';
import { json } from '../../http/respond.ts';
import { sha256 } from '../../protocol/digest.ts';
import { parseEmailAddress } from '../../protocol/end-user/email-address.ts';
import { parameter, parseParameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { EMAIL_CONNECTION } from '../../protocol/tenant/connection.ts';
import { isMailedMethod, type MailedMethod } from '../../protocol/tenant/tenant.ts';
import { bearerChallenge } from '../../protocol/tokens/bearer.ts';
import type { Client } from '../../resources/client/client.ts';
import { readAuthorizationRequest } from '../../walk/authorization-request.ts';
import { beginInteraction, goTo } from '../../walk/interaction.ts';
import { leadOn } from '../../walk/reply.ts';
import { recordRefused } from '../../walk/sign-in-refused.ts';
import { reserveForm } from '../account-budgets.ts';
import { type ApplicationForm, readApplicationForm } from '../application-form.ts';
import { recordFailedLogin } from '../failed-sign-in.ts';
import { sendSignInLink } from './email-link-way.ts';
import { askedByApplication, checkSignInCode, sendSignInCode } from './sign-in-code.ts';

type Refusal = { readonly status: number; readonly error: string; readonly description: string };

/** POST /passwordless/start: the same answer for every address. */
export const startPasswordless: Handler = async (exchange) => {
  const asked = await readAsked(exchange);
  if (!asked.ok) return refuse(asked.error, exchange);
  const { form, email } = asked.value;
  const method = METHODS.get(form.fields['send'] ?? 'link');
  if (!method) return refuse(badRequest('bad.request', 'send must be link or code'), exchange);
  if (!exchange.tenant.settings.login_methods.includes(method)) return refuse(NO_CONNECTION, exchange);
  if (!(await reserveForm(exchange))) return refuse(THROTTLED, exchange);
  const refusal = await SENDERS[method](asked.value, exchange);
  if (refusal) return refuse(refusal, exchange);
  return json({ _id: idOf(email, exchange), email, email_verified: false });
};

/** POST /passwordless/verify: whether a code is right. It is used up on the page that follows. */
export const verifyPasswordless: Handler = async (exchange) => {
  const asked = await readAsked(exchange);
  if (!asked.ok) return refuse(asked.error, exchange);
  const { form, email } = asked.value;
  const { client_id } = form.client;
  const { verification_code: typed } = form.fields;
  const use = { email, asked_in: askedByApplication(client_id) };
  const checked = await checkSignInCode(use, typeof typed === 'string' ? typed : undefined, exchange);
  if (checked.ok) return json({});
  const { notice, ...refused } = checked.error;
  await recordFailedLogin({ ...refused, client_id }, exchange);
  return refuse(notice === 'throttled' ? THROTTLED : WRONG_CODE, exchange);
};

/** GET /passwordless/verify_redirect: to the page whose button signs in by the code that was typed elsewhere. */
export const redirectPasswordless: Handler = async (exchange) => {
  const query = new URLSearchParams(queryOf(exchange.request));
  const sent = parseParameters(query.toString());
  for (const name of ['connection', 'verification_code', 'email', 'phone_number']) query.delete(name);
  const parameters = query.toString();
  const read = await readAuthorizationRequest(parameters, exchange);
  const email = sent.ok ? parseEmailAddress(parameter(sent.value, 'email') ?? '') : undefined;
  // What is wrong with the request is told where every request is answered.
  if (!read.ok || !sent.ok || email === undefined) return leadOn(`/authorize?${parameters}`, exchange);
  const typed = parameter(sent.value, 'verification_code')?.slice(0, MAX_TYPED) ?? '';
  const { interaction, cookies } = beginInteraction(read.value.encoded, exchange);
  const waiting = { ...interaction, identifier: email, mailed: 'email_code', typed } as const;
  return goTo('/passwordless', waiting, exchange, cookies);
};

/** Characters of a code with the spaces that somebody types between its digits. */
const MAX_TYPED = 16;

/**
 * POST /co/authenticate: a page of an application that takes passwords and codes of this server is what a fake page looks
 * like, and what it is given needs cookies that browsers block. In the words that Auth0 has for a client without it.
 */
export const refuseCrossOrigin: Handler = async (exchange) => {
  await recordRefused({ type: 'account_request_refused', reason: 'cross_origin_login' }, exchange);
  return json(
    { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' },
    // A 401 names a scheme (RFC 9110 §11.6.1): one for which no browser asks its user.
    { status: 401, headers: { 'www-authenticate': bearerChallenge(new URL(exchange.issuer).host) } },
  );
};

/** By Auth0's names. */
const METHODS: ReadonlyMap<unknown, MailedMethod> = new Map([
  ['link', 'email_link'],
  ['code', 'email_code'],
]);

type Asked = { readonly form: ApplicationForm; readonly email: string };

const SENDERS: Readonly<
  Record<MailedMethod, (asked: Asked, exchange: Exchange) => Promise<Refusal | undefined>>
> = {
  email_code: async ({ form, email }, exchange) => {
    const asked_in = askedByApplication(form.client.client_id);
    await sendSignInCode({ email, asked_in }, undefined, exchange);
    return undefined;
  },
  email_link: async ({ form, email }, exchange) => {
    const parameters = await requestOf(form, exchange);
    if (parameters === undefined)
      return badRequest('bad.authParams', 'authParams is not a request that this client may make');
    const data = { application: form.client.client_id, parameters };
    await sendSignInLink({ email, data, ui_locales: undefined }, exchange);
    return undefined;
  },
};

/** The request that a link goes on with, judged before anything is sent. */
async function requestOf(
  { fields, client }: ApplicationForm,
  exchange: Exchange,
): Promise<string | undefined> {
  const { authParams } = fields;
  if (typeof authParams !== 'object' || authParams === null) return undefined;
  const parameters = textOf(authParams, client);
  const read = await readAuthorizationRequest(parameters, exchange);
  return read.ok ? parameters : undefined;
}

/** A request object is opened once, and a link more often. */
function textOf(authParams: object, { client_id }: Client): string {
  const { request: _, request_uri: __, ...members }: { readonly [name: string]: unknown } = { ...authParams };
  const entries = Object.entries(members).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'client_id',
  );
  return new URLSearchParams([['client_id', client_id], ...entries]).toString();
}

async function readAsked(exchange: Exchange): Promise<Result<Asked, Refusal>> {
  const form = await readApplicationForm(exchange);
  if (!form.ok) {
    const { status, reason, description } = form.error;
    return err({ status, error: FORM_ERRORS[reason], description });
  }
  const { connection, email } = form.value.fields;
  const { login_methods } = exchange.tenant.settings;
  if (connection !== EMAIL_CONNECTION || !login_methods.some(isMailedMethod)) return err(NO_CONNECTION);
  const address = typeof email === 'string' ? parseEmailAddress(email) : undefined;
  if (address === undefined) return err(badRequest('bad.email', 'email must be one e-mail address'));
  return ok({ form: form.value, email: address });
}

const FORM_ERRORS = { body: 'bad.request', client: 'bad.client_id', origin: 'access_denied' } as const;

function badRequest(error: string, description: string): Refusal {
  return { status: 400, error, description };
}

const NO_CONNECTION = badRequest('bad.connection', 'the connection does not exist');

const THROTTLED: Refusal = {
  status: 429,
  error: 'too_many_attempts',
  description: 'Too many attempts. Try again later.',
};

const WRONG_CODE: Refusal = {
  status: 403,
  error: 'access_denied',
  description: 'Wrong email or verification code.',
};

/** Stands for an identity that there may be or not: the same for one address whenever it is asked for. */
function idOf(email: string, { deps, tenant }: Exchange): string {
  const context = { purpose: 'code', tenant_id: tenant.tenant_id } as const;
  const mac = deps.seal.mac(context, `passwordless ${email}`);
  return Buffer.from(sha256(mac), 'base64url').toString('hex').slice(0, 24);
}

/** The refusal, after its audit row is durable. */
async function refuse({ status, error, description }: Refusal, exchange: Exchange): Promise<Response> {
  const reason = error === THROTTLED.error ? 'too_many_mails' : 'malformed_request';
  const detail = `${exchange.path}: ${error}`;
  await recordRefused({ type: 'account_request_refused', reason, detail }, exchange);
  return json({ error, error_description: description, statusCode: status }, { status });
}
