/**
 * A visit: one End-User with one browser at one client. A module may ask for authorization several times in it, in the
 * same session.
 */
import { randomBytes } from 'node:crypto';
import {
  type AuthorizationAnswer,
  checkDelivery,
  checkRefusal,
  checkSuccess,
  type ResponseChannel,
} from '../checks/authorization-response.ts';
import { must, should } from '../checks/finding.ts';
import { isText } from '../checks/json.ts';
import { Stop, type Test } from '../runner/module.ts';
import { createPrinter } from '../walk/printer.ts';
import { type Arrival, createUserAgent, isSamePlace, type Page, type UserAgent } from '../walk/user-agent.ts';
import type { Client } from './client.ts';

export type Visit = { readonly test: Test; readonly client: Client; readonly agent: UserAgent };

/** Parameters over the usual ones; undefined leaves one out. */
export type Parameters = Readonly<Record<string, string | undefined>>;

export type Outcome = {
  readonly sent: Parameters;
  /** What came to the client; undefined when the browser ended on a page. */
  readonly answer: AuthorizationAnswer | undefined;
  /** Pages shown on the way, the last one included, but not the one that carries a form post. */
  readonly pages: readonly Page[];
  /** Why the browser could not go on. */
  readonly stuck: string | undefined;
};

/** A browser with no cookies in front of a client. */
export function beginVisit(test: Test, client: Client): Visit {
  const places = [client.redirect_uri, client.post_logout_redirect_uri];
  const origin = new URL(client.redirect_uri).origin;
  const agent = createUserAgent({
    // Any address of the client's: a redirect to an unregistered one must be noticed, not followed.
    isClient: (url) => url.origin === origin || places.some((place) => isSamePlace(url, place)),
    printer: createPrinter(() => undefined),
  });
  return { test, client, agent };
}

/** Sends an authorization request and does what the pages ask. */
export async function authorize(
  visit: Visit,
  changes: Parameters = {},
  how: { readonly byPost?: boolean; readonly reversed?: boolean } = {},
): Promise<Outcome> {
  const sent = { ...usualParameters(visit), ...changes };
  const url = new URL(endpoint(visit.test, 'authorization_endpoint'));
  const entries = Object.entries(sent).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const parameters = new URLSearchParams(how.reversed ? entries.toReversed() : entries);
  const before = visit.agent.pages().length;
  if (!how.byPost) for (const [name, value] of parameters) url.searchParams.append(name, value);
  const opened = await visit.agent.open(url, how.byPost ? parameters : undefined);
  const arrival = await visit.agent.proceed(opened, visit.test.person);
  return {
    sent,
    answer: arrival.kind === 'client' ? readAnswer(arrival) : undefined,
    pages: visit.agent
      .pages()
      .slice(before)
      .filter((page) => arrival.kind === 'page' || page !== arrival.page),
    stuck: arrival.kind === 'page' ? arrival.stuck : undefined,
  };
}

/** The parameters of a success; ends the module when there is none. */
export function expectSuccess(visit: Visit, outcome: Outcome): URLSearchParams {
  const { answer } = outcome;
  if (!answer) throw new Stop(`no authorization response: ${outcome.stuck ?? 'a page was shown'}`);
  checkAnswer(visit, outcome, answer);
  const error = answer.parameters.get('error');
  if (error !== null) {
    throw new Stop(`${error}: ${answer.parameters.get('error_description') ?? 'no description'}`);
  }
  visit.test.report(checkSuccess(answer, outcome.sent['response_type'] ?? visit.test.variant.response_type));
  return answer.parameters;
}

/** A refusal at the client with one of these codes. */
export function expectRefusal(visit: Visit, outcome: Outcome, codes: readonly string[]): void {
  const { answer } = outcome;
  if (!answer) throw new Stop(`no error response: ${outcome.stuck ?? 'a page was shown'}`);
  checkAnswer(visit, outcome, answer);
  visit.test.report(checkRefusal(answer, codes));
}

/** An error page of the server's: the browser must not have been sent to the client. */
export function expectErrorPage(visit: Visit, outcome: Outcome): void {
  const last = outcome.pages.at(-1);
  visit.test.report([
    ...must(outcome.answer === undefined, `redirected to ${outcome.answer?.url.href}, no error page`),
    ...should(
      outcome.answer !== undefined || (last?.status ?? 0) >= 400,
      `error page with status ${last?.status}`,
    ),
  ]);
}

/** Whether a password was asked for on the way. */
export function askedPassword({ pages }: Outcome): boolean {
  return pages.some(({ html }) => /<input\b[^>]*\btype=["']?password/i.test(html));
}

/** An endpoint of the discovery document. */
export function endpoint({ issuer }: Test, name: string): string {
  const url = issuer.document[name];
  if (!isText(url)) throw new Stop(`discovery has no ${name}`);
  return url;
}

/** A random text of some length for `state` and `nonce`. */
export function randomText(length = 32): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

/** Where the answers to this response type belong (OAuth 2.0 Multiple Response Types §5, Form Post §2). */
function expectedChannel(sent: Parameters): ResponseChannel {
  if (sent['response_mode'] === 'form_post') return 'body';
  return (sent['response_type'] ?? 'code') === 'code' ? 'query' : 'fragment';
}

function checkAnswer({ test, client }: Visit, { sent }: Outcome, answer: AuthorizationAnswer): void {
  test.report(
    checkDelivery(answer, {
      issuer: test.issuer.url,
      redirect_uri: sent['redirect_uri'] ?? client.redirect_uri,
      state: sent['state'],
      response_type: sent['response_type'] ?? '',
      channel: expectedChannel(sent),
    }),
  );
}

function usualParameters({ test, client }: Visit): Parameters {
  const { response_type, response_mode } = test.variant;
  return {
    client_id: client.client_id,
    redirect_uri: client.redirect_uri,
    scope: 'openid',
    state: randomText(),
    nonce: randomText(),
    response_type,
    response_mode,
  };
}

function readAnswer({ request, page }: Extract<Arrival, { kind: 'client' }>): AuthorizationAnswer {
  const { url, body } = request;
  const contentType = body ? 'application/x-www-form-urlencoded' : undefined;
  const base = { url, contentType, isAutomatic: page !== undefined && submitsItself(page.html) };
  if (body) return { ...base, channel: 'body', parameters: body };
  if (url.hash.length > 1)
    return { ...base, channel: 'fragment', parameters: new URLSearchParams(url.hash.slice(1)) };
  return { ...base, channel: 'query', parameters: url.searchParams };
}

function submitsItself(html: string): boolean {
  const scripts = [...html.matchAll(/<script\b[^>]*>(.*?)<\/script/gis)].map(([, script = '']) => script);
  return /onload\s*=[^>]*submit/i.test(html) || scripts.some((script) => /\bsubmit\b/.test(script));
}
