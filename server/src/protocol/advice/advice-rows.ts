/**
 * All that is said of a client on its way from the implicit grant to code + PKCE (RFC 9700 §2.1.1, §2.1.2), a row a finding. Their
 * page in docs/reference is made of these rows.
 */

/** `before`: it stands in the way, and a setting mends it. `change`: the application has to change. `note`: worth knowing. */
export type Weight = 'before' | 'change' | 'note';

type Row = {
  readonly weight: Weight;
  /** A whole sentence without its full stop; what it is about is told beside it. */
  readonly sentence: string;
  readonly section: string;
  /** What helps. */
  readonly remedy: string;
};

export const ADVICE = {
  code_not_granted: {
    weight: 'before',
    sentence: 'its grant_types do not hold authorization_code, so a page that is changed would be refused',
    section: 'RFC 7591 §2.1',
    remedy: 'allow both for a time: the page may then be changed on any day, and back',
  },
  code_not_registered: {
    weight: 'before',
    sentence: 'its response_types name what it may ask for, and code is not among them',
    section: 'RFC 7591 §2.1',
    remedy: 'add code, or leave response_types out',
  },
  web_origin_missing: {
    weight: 'before',
    sentence: 'it renews silently, and an origin it does so at is not among its web_origins',
    section: 'RFC 6749 §10.16',
    remedy: 'register the origin: SDKs for code + PKCE renew by web_message',
  },
  refresh_not_granted: {
    weight: 'note',
    sentence: 'it renews silently, and its grant_types do not hold refresh_token',
    section: 'RFC 9700 §2.2.2',
    remedy: 'allow refresh tokens: they work where a browser blocks the cookie of a hidden frame',
  },
  authenticates: {
    weight: 'change',
    sentence: 'it authenticates at the token endpoint, and a page cannot keep what it would do so by',
    section: 'RFC 6749 §2.1',
    remedy: 'exchange the code at the server of the application, or give the page a client of its own',
  },
  sdk_without_pkce: {
    weight: 'change',
    sentence: 'a program asks that does not know PKCE',
    section: 'RFC 9700 §2.1.1',
    remedy: 'put another in its place, as is written below',
  },
  sdk_asks_for_code: {
    weight: 'change',
    sentence: 'tokens are asked for under the name of a program that asks for a code whatever it is told',
    section: 'RFC 9700 §2.1.2',
    remedy:
      'look in the application for what makes or changes the address by hand, and let the program lead there',
  },
  sdk_unknown: {
    weight: 'change',
    sentence: 'a program asks that does not say what it is, or is not known here',
    section: 'RFC 9700 §2.1.2',
    remedy: 'look for it in the application: where it says nothing, what such programs need is written below',
  },
  id_token_alone: {
    weight: 'change',
    sentence: 'it asks for an ID token alone, which the token endpoint gives as well',
    section: 'OIDC Core §3.1.3.3',
    remedy: 'ask for code: the ID token comes with the exchange',
  },
  hybrid: {
    weight: 'change',
    sentence: 'it asks for a code and for tokens beside it',
    section: 'OAuth 2.0 Multiple Response Type Encoding Practices §5',
    remedy: 'ask for code alone: the exchange gives all the others',
  },
  implicit_in_use: {
    weight: 'change',
    sentence: 'answers still carry tokens in an address',
    section: 'RFC 9700 §2.1.2',
    remedy: 'change what is left: pages that somebody has open ask as they did until they are loaded anew',
  },
  no_code_yet: {
    weight: 'change',
    sentence: 'no code was asked for yet',
    section: 'RFC 9700 §2.1.1',
    remedy: 'change the application: until then nothing is different for anybody',
  },
  codes_not_exchanged: {
    weight: 'change',
    sentence: 'codes are given, and most are not exchanged for tokens',
    section: 'RFC 6749 §4.1.3',
    remedy:
      'look into the log for why the token endpoint refuses: `tacit audit --type token_refused --client CLIENT`',
  },
  code_is_young: {
    weight: 'note',
    sentence: 'codes are asked for since less than 14 days',
    section: 'RFC 9700 §2.1.2',
    remedy: 'wait: who comes seldom may still have the old page',
  },
  counted_shortly: {
    weight: 'note',
    sentence: 'nothing of it was counted yet, and counting is younger than 14 days',
    section: 'RFC 9700 §2.1.2',
    remedy: 'wait: of what was answered before nothing is known',
  },
  nothing_seen: {
    weight: 'note',
    sentence: 'nothing was answered in the last 14 days',
    section: 'RFC 9700 §2.1.2',
    remedy: 'turn the implicit grant off: whoever misses it is heard of, and it is back by the same switch',
  },
  implicit_left: {
    weight: 'note',
    sentence: 'the implicit grant is off by forbid_implicit, and grant_types still names it for the way back',
    section: 'RFC 9700 §2.1.2',
    remedy: 'take implicit out of grant_types once nobody wants the way back',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type AdviceCode = keyof typeof ADVICE;

/** How ready a client is to do without the implicit grant, and what that means. */
export const VERDICTS = {
  done: 'it has nothing of the implicit grant',
  off: 'the implicit grant is off, and one switch brings it back',
  unused: 'it may use the implicit grant, and nobody was seen to',
  prepare: 'the implicit grant alone is allowed: code + PKCE has to be allowed first',
  change: 'both are allowed: now the application has to change',
  moving: 'both are in use: some of the application has changed',
  waiting: 'nobody was seen to ask for tokens in an address lately, and it is too early to rely on it',
  ready: 'nobody asks for tokens in an address any more: the implicit grant can go',
} as const;

export type Verdict = keyof typeof VERDICTS;
