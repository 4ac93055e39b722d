/**
 * Response modes: how the parameters of an authorization response travel (OAuth 2.0 Multiple Response Types §2.1,
 * OAuth 2.0 Form Post Response Mode, Auth0's `web_message` and Okta's `okta_post_message`).
 */

import { originOf, type RegisteredRedirectUri } from '../client/redirect-uri.ts';
import { isReadable, type Parameters, parameter, serializeParameters } from '../parameters.ts';
import { asksForToken } from './response-type.ts';

/** Where an authorization response goes. Only a target that passed the trust checks exists, so nothing else can be answered. */
export type RedirectTarget = {
  readonly redirect_uri: RegisteredRedirectUri;
  readonly response_mode: ResponseMode;
  /** Exactly as it came (RFC 6749 §4.2.2). */
  readonly state: string | undefined;
};

export type ResponseParameters = readonly (readonly [name: string, value: string])[];

/** An answer ready to be sent, one arm a kind of document. */
export type Delivery =
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'form_post';
      readonly action: RegisteredRedirectUri;
      readonly parameters: ResponseParameters;
    }
  | { readonly kind: 'web_message'; readonly origin: string; readonly message: Message };

/** What a window is told by `postMessage`. */
type Message = { readonly [name: string]: unknown };

type Row = {
  /** Tokens may not travel in a query: it is logged, cached and sent on as a Referer (§5). */
  readonly carriesTokens: boolean;
  /** Whoever opened or framed the document is told, so the client must have named the origin. */
  readonly needsWebOrigin: boolean;
  readonly deliver: (redirect_uri: RegisteredRedirectUri, parameters: ResponseParameters) => Delivery;
};

const ROWS = {
  fragment: {
    carriesTokens: true,
    needsWebOrigin: false,
    deliver: (redirect_uri, parameters) => ({
      kind: 'redirect',
      location: `${redirect_uri}#${serializeParameters(parameters)}`,
    }),
  },
  query: {
    carriesTokens: false,
    needsWebOrigin: false,
    deliver: (redirect_uri, parameters) => ({
      kind: 'redirect',
      location: `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}${serializeParameters(parameters)}`,
    }),
  },
  form_post: {
    carriesTokens: true,
    needsWebOrigin: false,
    deliver: (redirect_uri, parameters) => ({ kind: 'form_post', action: redirect_uri, parameters }),
  },
  web_message: {
    carriesTokens: true,
    needsWebOrigin: true,
    deliver: (redirect_uri, parameters) =>
      post(redirect_uri, { type: 'authorization_response', response: Object.fromEntries(parameters) }),
  },
  // What okta-auth-js asks for in every window and frame.
  okta_post_message: {
    carriesTokens: true,
    needsWebOrigin: true,
    deliver: (redirect_uri, parameters) => post(redirect_uri, Object.fromEntries(parameters)),
  },
} as const satisfies Record<string, Row>;

export type ResponseMode = keyof typeof ROWS;

function post(redirect_uri: RegisteredRedirectUri, message: Message): Delivery {
  return { kind: 'web_message', origin: originOf(redirect_uri), message };
}

/** The modes that discovery lists. What vendors have of their own is unlisted. */
export const ADVERTISED_RESPONSE_MODES: readonly ResponseMode[] = ['query', 'fragment', 'form_post'];

/**
 * The mode an answer to this request takes: the one asked for if it can carry the response, else the type's own. A mode
 * that does not exist is refused later, and that refusal needs a way back too.
 */
export function responseModeFor(parameters: Parameters): ResponseMode {
  // A type that came twice or cannot be decoded may have asked for a token.
  const needsCarrier =
    !isReadable(parameters, 'response_type') || asksForToken(parameter(parameters, 'response_type'));
  const asked = parameter(parameters, 'response_mode');
  if (asked !== undefined && isResponseMode(asked) && (ROWS[asked].carriesTokens || !needsCarrier))
    return asked;
  return needsCarrier ? 'fragment' : 'query';
}

/** Whether answers of this mode may go to the origin of a redirect URI only if that is among the client's `web_origins`. */
export function needsWebOrigin(response_mode: ResponseMode): boolean {
  return ROWS[response_mode].needsWebOrigin;
}

/** Whether there is a mode of that name. */
export function isResponseMode(name: string): name is ResponseMode {
  return Object.hasOwn(ROWS, name);
}

/** Turns the parameters of a response into what is sent to the target. */
export function deliver(target: RedirectTarget, parameters: ResponseParameters): Delivery {
  return ROWS[target.response_mode].deliver(target.redirect_uri, parameters);
}
