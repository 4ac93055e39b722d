/**
 * The server at which reasons come about, and what somebody does there.
 */
import assert from 'node:assert/strict';
import { B0 } from '../attacks/requests.ts';
import type { Stack } from '../stack.ts';
import type { CodeFlow } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields } from '../user-agent.ts';

export type Scene = { readonly stack: Stack; readonly flow: CodeFlow };

/** How a reason comes about; the answer is the reference. `sub`: whom it is about. */
export type Case = { readonly happens: (scene: Scene) => Promise<string>; readonly sub?: string };

/** Sends the login page in a browser of its own. */
export async function login(
  { stack }: Pick<Scene, 'stack'>,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  return browser.post('/login', { ...hiddenFields(page.body), action: 'login', ...fields });
}

/** As an application's own form does. */
export async function postForm({ stack }: Scene, path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return stack.browser().send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Blocks somebody, or lifts the block. */
export async function block({ stack }: Pick<Scene, 'stack'>, sub: string, blocked: boolean): Promise<void> {
  const { users } = stack.storage.tenant('t-acme');
  const user = await users.find(sub);
  assert.ok(user);
  await users.save({ ...user, blocked });
}

/** The reference of an answer. */
export async function refused(answer: Answer | Promise<Answer>): Promise<string> {
  return String((await answer).headers['x-request-id']);
}
