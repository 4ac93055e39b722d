/**
 * What is asked of a server whose database fails, whatever fails.
 */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment } from '../user-agent.ts';

const PUBLIC = ['/.well-known/openid-configuration', '/.well-known/jwks.json', '/healthz'];

export async function stackOn(t: TestContext, databaseUrl: string): Promise<Stack> {
  const stack = await startStack({ databaseUrl, logLevel: 'info', onError: () => undefined });
  t.after(() => stack.close());
  return stack;
}

/** What needs no database, and what programs are told. */
export async function answersWithoutDatabase(stack: Stack): Promise<void> {
  for (const path of PUBLIC) assert.equal((await stack.browser().send(path)).status, 200, path);
}

/** Somebody signs in; a server that cannot says so and gives nothing. */
export async function tryToSignIn(stack: Stack): Promise<'in' | 'told'> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const answer = page.status === 200 ? await browser.signIn(page, ALICE) : page;
  if (fragment(answer.location)['access_token'] !== undefined) return 'in';
  isOutage(answer);
  return 'told';
}

export function isOutage(answer: Answer): void {
  assert.equal(answer.status, 503, answer.body);
  assert.equal(answer.headers['retry-after'], '5');
  assert.equal(answer.location, '');
  assert.equal(answer.headers['set-cookie'], undefined);
}

export async function until(what: string, holds: () => Promise<boolean>, within_ms = 10_000): Promise<void> {
  const deadline_ms = performance.now() + within_ms;
  while (!(await holds())) assert.ok(performance.now() < deadline_ms, what);
}

export async function isReady(stack: Stack, status: number): Promise<boolean> {
  return (await stack.browser().send('/readyz')).status === status;
}
