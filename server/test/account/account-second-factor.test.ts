/**
 * Who has a second factor shows it before anything changes that signs them in, whatever a device or a policy lets them skip
 * elsewhere (OWASP ASVS 7.5.1); and what else ends with a device that is signed out.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, firstFactor, setTo, submit, withApp } from '../factors/second-factors.ts';
import { type Stack, startStack } from '../stack.ts';
import { codeFlow, errorOf } from '../tokens/code-flow.ts';
import { openAccount, sendForm } from './account-pages.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

const SENSITIVE = ['/account/factors', '/account/email', '/account/password'];

test('SE-19 a remembered device stands for no second factor where it could be removed', async () => {
  await setTo(stack, {});
  const { person, ...app } = await withApp(stack);
  const device = stack.browser();
  const page = await firstFactor(device, person);
  const fields = { action: 'verify', code: codeOf(app, stack), remember: 'yes' };
  assert.match((await submit(device, { path: '/mfa', page }, fields)).location, /access_token=/);
  await device.send('/v2/logout');
  for (const path of SENSITIVE)
    assert.match((await openAccount(stack, device, { path, user: person })).body, /id="mfa-title"/, path);
});

test('SE-19 a policy of never asks for the second factor all the same where it could be removed', async () => {
  const { person } = await withApp(stack);
  await setTo(stack, { second_factor: 'never' });
  for (const path of SENSITIVE)
    assert.match(
      (await openAccount(stack, stack.browser(), { path, user: person })).body,
      /id="mfa-title"/,
      path,
    );
  const devices = await openAccount(stack, stack.browser(), { path: '/account/sessions', user: person });
  assert.match(devices.body, /id="account-title"/);
  await setTo(stack, {});
});

for (const [name, fieldsOf] of [
  ['signed out', (sid: string) => ({ sid })],
  ['among all that are signed out', () => ({ action: 'end_others' })],
] as const) {
  test(`SE-16 the refresh tokens of a device end when it is ${name}`, async () => {
    const flow = await codeFlow(stack);
    const { refresh_token } = await flow.tokens();
    const browser = stack.browser();
    const path = '/account/sessions';
    const page = await openAccount(stack, browser, { path });
    const sid = /name="sid" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const done = await sendForm(stack, browser, { path, page, fields: fieldsOf(sid) });
    assert.match(done.body, /id="account-done"/);
    assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
  });
}
