/**
 * Session management (OIDC Session Management §2): a value from which a page can tell, by asking a frame of ours, that the
 * End-User signed in or out since, and from which nothing else can be learnt.
 */
import { sha256 } from '../digest.ts';

/** `hash.salt`. The page at check_session_iframe computes the same; a line changed here is changed there. */
export function sessionState(input: {
  readonly client_id: string;
  /** Origin of the redirect URI. */
  readonly origin: string;
  /** What the browser holds in a cookie that the frame can read. */
  readonly browser_state: string;
  readonly salt: string;
}): string {
  const { client_id, origin, browser_state, salt } = input;
  return `${sha256(`${client_id} ${origin} ${browser_state} ${salt}`)}.${salt}`;
}
