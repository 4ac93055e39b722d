/**
 * What was asked, kept until the answer comes: `state` ties the answer to this tab (RFC 9700 §4.7), `nonce` ties the
 * ID token to this question (OIDC Core §3.2.2.11), `code_verifier` ties the code to it (RFC 7636). A transaction
 * answers once.
 */
import type { Environment } from '../environment.ts';
import { encodeBase64url, isObject, isString } from '../json.ts';
import type { Settings } from '../settings.ts';

/** What the application wants to find again when the user is back. */
export type AppState = { readonly returnTo?: string; readonly [name: string]: unknown };

/** What is asked for; the same question twice can be answered by the same tokens. */
export type TokenRequest = {
  readonly response_type: Settings['response_type'];
  readonly audience: string | undefined;
  readonly scope: string;
};

export type Transaction = TokenRequest & {
  readonly state: string;
  /** Undefined where a refresh token is the question: no ID token has one then (OIDC Core §12.2). */
  readonly nonce: string | undefined;
  /** Who it must be about, where that is known. */
  readonly sub?: string | undefined;
  /** Proves to the token endpoint that we are who asked (RFC 7636 §4.1). */
  readonly code_verifier: string;
  readonly created_at: number;
  readonly max_age?: number | undefined;
  readonly appState?: AppState | undefined;
};

export type Transactions = {
  readonly keep: (transaction: Transaction) => void;
  readonly spend: (states: readonly string[]) => Transaction | undefined;
  readonly forget: () => void;
};

const LIFETIME = 600;
/** Attempts left half-way in one tab; the oldest make room. */
const MAX_PENDING = 20;

/** A transaction with state, nonce and verifier that nobody can guess: 256 bits each. */
export function beginTransaction(
  request: TokenRequest,
  environment: Environment,
  added: Pick<Transaction, 'max_age' | 'appState'> = {},
): Transaction {
  const random = () => encodeBase64url(environment.crypto.getRandomValues(new Uint8Array(32)));
  return {
    ...request,
    ...added,
    state: random(),
    nonce: random(),
    code_verifier: random(),
    created_at: environment.now(),
  };
}

/** The transactions of this tab: sessionStorage outlives the trip to the server, and no other tab reads it. */
export function createTransactions(key: string, { sessionStorage, now }: Environment): Transactions {
  const pending = () =>
    readStored(sessionStorage.getItem(key)).filter(
      ({ created_at }) => Math.abs(now() - created_at) <= LIFETIME,
    );
  const store = (transactions: readonly Transaction[]) =>
    transactions.length === 0
      ? sessionStorage.removeItem(key)
      : sessionStorage.setItem(key, JSON.stringify(transactions));
  return {
    keep: (transaction) => store([...pending(), transaction].slice(-MAX_PENDING)),
    /** Takes out the transaction of the state, if there is one that is not too old. */
    spend(states) {
      const before = pending();
      store(before.filter(({ state }) => !states.includes(state)));
      return before.find(({ state }) => states.includes(state));
    },
    forget: () => store([]),
  };
}

/**
 * The appState as the application may use it: a `returnTo` that leads anywhere but to a path of this origin is left
 * out (RFC 9700 §4.11.1), for whoever planted it.
 */
export function safeAppState(appState: AppState | undefined): AppState | undefined {
  if (!isObject(appState)) return undefined;
  const { returnTo, ...rest } = appState;
  return isString(returnTo) && PATH.test(returnTo) ? appState : rest;
}

/** One slash, not two; parsers of addresses read `\` as `/` and drop tabs and line breaks, so none of these either. */
const PATH = /^\/(?!\/)[^\\\s]*$/;

/** Nobody but us writes under our key. */
function readStored(json: string | null): readonly Transaction[] {
  return JSON.parse(json ?? '[]');
}
