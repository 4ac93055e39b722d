/**
 * The authorization response as a client receives it (RFC 6749 §4.1.2, §4.2.2; OAuth 2.0 Multiple Response Types §5;
 * OAuth 2.0 Form Post Response Mode §2; RFC 9207 §2).
 */
import { type Finding, must, should } from './finding.ts';

export type ResponseChannel = 'query' | 'fragment' | 'body';

/** What arrived at the client, and where it stood. */
export type AuthorizationAnswer = {
  readonly url: URL;
  readonly channel: ResponseChannel;
  readonly parameters: URLSearchParams;
  /** The media type of a form that was posted. */
  readonly contentType: string | undefined;
  /** Whether the page that carries a form post sends it without being asked. */
  readonly isAutomatic: boolean;
};

export type ExpectedAnswer = {
  readonly issuer: string;
  readonly redirect_uri: string;
  readonly state: string | undefined;
  readonly response_type: string;
  readonly channel: ResponseChannel;
};

const RESPONSE_NAMES = ['code', 'id_token', 'access_token', 'error', 'state'];
const ERROR_MEMBERS: ReadonlySet<string> = new Set([
  'error',
  'error_description',
  'error_uri',
  'state',
  'session_state',
  'iss',
]);
const DESCRIPTION = /^[\x20\x21\x23-\x5b\x5d-\x7e\r\n\t]*$/;

/** What holds for success and refusal alike: the right place, the state, the issuer, the client's own query. */
export function checkDelivery(answer: AuthorizationAnswer, expected: ExpectedAnswer): readonly Finding[] {
  const { parameters, url } = answer;
  const iss = parameters.get('iss');
  const registered = new URL(expected.redirect_uri);
  const lost = [...registered.searchParams].filter(([name, value]) => url.searchParams.get(name) !== value);
  const inQuery =
    answer.channel === 'query' ? [] : RESPONSE_NAMES.filter((name) => url.searchParams.has(name));
  const repeated = new Set(parameters.keys()).size !== [...parameters.keys()].length;
  const isForm = answer.contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
  return [
    ...must(
      answer.channel === expected.channel,
      `response came in the ${answer.channel}, not the ${expected.channel}`,
    ),
    ...must(inQuery.length === 0, `response: ${inQuery.join(', ')} in the query`),
    ...must(!repeated, 'response: a parameter is there twice'),
    ...must(
      parameters.get('state') === (expected.state ?? null),
      'response: state is not the one that was sent',
    ),
    ...must(iss === null || iss === expected.issuer, `response: iss is ${iss}, not ${expected.issuer}`),
    ...must(lost.length === 0, 'response: the query of the redirect_uri is lost (RFC 6749 §3.1.2)'),
    ...must(
      answer.channel !== 'body' || isForm,
      'response: the form is not application/x-www-form-urlencoded',
    ),
    ...must(answer.channel !== 'body' || answer.isAutomatic, 'response: the form does not submit itself'),
  ];
}

/** The members a success must have for its response type, and none of another one. */
export function checkSuccess(answer: AuthorizationAnswer, response_type: string): readonly Finding[] {
  const { parameters } = answer;
  const words = new Set(response_type.split(' '));
  const rows = [
    ['code', 'code'],
    ['id_token', 'id_token'],
    ['token', 'access_token'],
    ['token', 'token_type'],
  ] as const;
  return [
    ...rows.flatMap(([word, name]) =>
      must(
        words.has(word) === parameters.has(name),
        `response to ${response_type}: ${name} is ${parameters.has(name) ? 'there' : 'missing'}`,
      ),
    ),
    ...must(
      (parameters.get('token_type') ?? 'bearer').toLowerCase() === 'bearer',
      'response: token_type is not Bearer',
    ),
    ...must(!parameters.has('error'), 'response: error beside a success'),
  ];
}

/** A refusal: one of these codes, in words that may stand in a URL, and nothing that belongs to a success. */
export function checkRefusal(answer: AuthorizationAnswer, codes: readonly string[]): readonly Finding[] {
  const { parameters } = answer;
  const error = parameters.get('error');
  const description = parameters.get('error_description') ?? '';
  const others = [...parameters.keys()].filter((name) => !ERROR_MEMBERS.has(name));
  const own =
    answer.channel === 'query' ? others.filter((name) => !answer.url.searchParams.has(name)) : others;
  return [
    ...must(error !== null && codes.includes(error), `error is ${error}, not ${codes.join(' or ')}`),
    ...must(!parameters.has('code') && !parameters.has('id_token'), 'error response with a code or a token'),
    ...must(
      DESCRIPTION.test(description),
      'error_description has characters RFC 6749 §4.1.2.1 does not allow',
    ),
    ...should(!/[\r\n\t]/.test(description), 'error_description has line breaks'),
    ...should(own.length === 0, `error response with ${own.join(', ')}`),
  ];
}
