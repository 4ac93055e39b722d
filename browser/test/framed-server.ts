/**
 * The server's half of asking out of sight: the messages its document in the frame posts.
 */
import type { Message } from '../src/environment.ts';
import { answer, type Bend } from './authorization-server.ts';
import type { OpenedFrame, Page } from './page.ts';
import type { Visit } from './visit.ts';

/** Where the server's messages come from. */
export const ORIGIN = 'https://acme.auth.test';

/** The message that the server's document in this frame posts. */
export function messageFrom(frame: OpenedFrame, response: object): Message {
  const data = { type: 'authorization_response', response };
  return { origin: ORIGIN, source: frame.contentWindow, data };
}

/** The server answers the next frame of this page, bent as said. */
export async function answerNext(page: Page, bend: Bend = {}): Promise<OpenedFrame> {
  const frame = await page.nextFrame();
  page.post(messageFrom(frame, await answer(frame.url, bend)));
  return frame;
}

/** Starts a renewal and waits for its frame. */
export async function ask(at: Visit) {
  const opened = at.page.nextFrame();
  const outcome = at.tacit.checkSession();
  outcome.catch(() => {});
  return { outcome, frame: await opened };
}
