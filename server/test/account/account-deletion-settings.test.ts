/**
 * The end of an account as a tenant's settings have it: forbidden, or without a wait.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/pages/text/en.ts';
import { ALICE, ALICE_SUB } from '../attacks/requests.ts';
import { mailTo } from '../mail/mails.ts';
import { startStack } from '../stack.ts';
import { hiddenFields } from '../user-agent.ts';
import { openAccount } from './account-pages.ts';
import { deleteByMany } from './deletion-machine.ts';

const PATH = '/account/data/delete';

test('a tenant without it says so, shows no way to it, and keeps what it promised before', async () => {
  const other = await startStack({ settings: { account_deletion: false } });
  try {
    const browser = other.browser();
    const page = await openAccount(other, browser, { path: '/account/data' });
    assert.match(page.body, /id="data-download"/);
    assert.doesNotMatch(page.body, /id="data-remove"/);
    const refused = await browser.send(PATH);
    assert.equal(refused.status, 404);
    assert.ok(refused.body.includes(en.errors.kinds.off.title), 'no application is to blame');
    const fields = { ...hiddenFields(page.body), confirm: ALICE.username };
    assert.equal((await browser.post(PATH, fields)).status, 404);
    const { users, sessions } = other.storage.tenant('t-acme');
    const [here] = await sessions.list(ALICE_SUB);
    const asked_before = { deletes_at: other.clock.now, language: 'en', notice: undefined };
    const session = { sid: here?.sid ?? '', epoch: 0 };
    assert.ok(await users.askForDeletion(ALICE_SUB, { ...asked_before, session }));
    assert.equal(await deleteByMany(other, 1), 1);
  } finally {
    await other.close();
  }
});

test('a wait of no days deletes at once, and the browser is signed out', async () => {
  const other = await startStack({ settings: { account_deletion_wait_days: 0 } });
  try {
    const browser = other.browser();
    const page = await openAccount(other, browser, { path: '/account/data' });
    const shown = await browser.send(PATH);
    assert.match(shown.body, /id="data-remove-when"[^>]*>Your account is deleted at once/);
    const fields = { ...hiddenFields(page.body), confirm: ALICE.username };
    const answer = await browser.post(PATH, fields);
    assert.match(answer.body, /id="account-deleted"/);
    assert.deepEqual(
      [...browser.cookies.keys()].filter((name) => name.includes('session')),
      [],
    );
    assert.equal(await other.storage.tenant('t-acme').users.findByEmail(ALICE.username), undefined);
    assert.match((await mailTo(other, ALICE.username)).subject, /was deleted/);
    const events = await other.storage.tenant('t-acme').audit.list(20);
    assert.equal(events.find(({ type }) => type === 'account_deleted')?.ip, '127.0.0.1');
    assert.equal(other.logged().includes(ALICE.username), false);
  } finally {
    await other.close();
  }
});
