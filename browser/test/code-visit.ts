/**
 * An application in the code flow: started on a page, and brought through a sign-in.
 */
import type { RedirectSignedIn } from '../src/client.ts';
import type { TacitOptions } from '../src/settings.ts';
import type { Bend } from './authorization-server.ts';
import { openTokenServer, redirectByQuery, type TokenServer } from './token-server.ts';
import { type Visit, visit } from './visit.ts';

export type CodeVisit = {
  readonly at: Visit;
  readonly tokens: TokenServer;
  /** A sign-in from the request to the tokens, bent as said. */
  readonly signIn: (bend?: Bend) => Promise<RedirectSignedIn | undefined>;
};

/** An application in the code flow on a page of its own browser. */
export function visitByCode(options: Partial<TacitOptions> = {}): CodeVisit {
  const at = visit({ flow: 'code', ...options });
  const tokens = openTokenServer(at.server);
  return {
    at,
    tokens,
    signIn: async (bend) => at.comeBack(redirectByQuery(tokens.issue(await at.authorize(), bend))),
  };
}
