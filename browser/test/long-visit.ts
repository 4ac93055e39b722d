/**
 * A visit that began two hours ago: its access token is over, its refresh token is not.
 */
import type { Bend } from './authorization-server.ts';
import { type CodeVisit, visitByCode } from './code-visit.ts';
import { messageFrom } from './framed-server.ts';
import { NOW, type Page } from './page.ts';
import type { TokenServer } from './token-server.ts';

export const SCOPE = 'openid read:a offline_access';
export const LATER = NOW + 7200;

/** Signs in and lets two hours go by. */
export async function signedInLongAgo(options: Parameters<typeof visitByCode>[0] = {}, bend: Bend = {}) {
  const visit = visitByCode({ scope: SCOPE, ...options });
  await visit.signIn(bend);
  visit.at.page.advance(7200);
  visit.tokens.refreshed = { now: LATER };
  return visit;
}

/** The server answers the next frame of this page with a code. */
export async function answerNextByCode(page: Page, tokens: TokenServer, bend: Bend = { now: LATER }) {
  const frame = await page.nextFrame();
  page.post(messageFrom(frame, tokens.issue(frame.url, bend)));
  return frame;
}

/** The refresh tokens that were sent, in order. */
export const sent = ({ tokens }: CodeVisit) =>
  tokens.asked.flatMap(({ refresh_token }) => (refresh_token === undefined ? [] : [refresh_token]));
