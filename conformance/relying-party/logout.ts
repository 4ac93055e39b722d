/**
 * Signing out at the issuer (OIDC RP-Initiated Logout §2), as the browser does it, with whatever the pages ask.
 */
import type { Page, Request } from '../walk/user-agent.ts';
import { endpoint, type Parameters, type Visit } from './visit.ts';

export type LoggedOut = {
  /** The request that came to the client; undefined when the browser ended on a page. */
  readonly request: Request | undefined;
  readonly pages: readonly Page[];
  readonly stuck: string | undefined;
};

/** Opens the end_session_endpoint with these parameters and confirms. */
export async function logOut(visit: Visit, parameters: Parameters): Promise<LoggedOut> {
  const url = new URL(endpoint(visit.test, 'end_session_endpoint'));
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const before = visit.agent.pages().length;
  const arrival = await visit.agent.proceed(await visit.agent.open(url), visit.test.person);
  return {
    request: arrival.kind === 'client' ? arrival.request : undefined,
    pages: visit.agent.pages().slice(before),
    stuck: arrival.kind === 'page' ? arrival.stuck : undefined,
  };
}
