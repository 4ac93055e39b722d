/**
 * Somebody's own data on the account page in Chromium: the copy of it, and the end of the account.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { linkIn, mailTo } from '../mail/mails.ts';
import { UserAgent } from '../user-agent.ts';
import { openPlace, type Place, signIn } from './harness.ts';

let place: Place;

before(async () => {
  place = await openPlace({});
});
after(() => place.close());

for (const javaScriptEnabled of [true, false]) {
  test(`a copy of the data is downloaded, and the account deleted, kept and deleted, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { host, port } = new URL(place.issuer);
    const browser = () => new UserAgent({ port: Number(port), host });
    const visitor = await place.visit({ javaScriptEnabled });
    const { page, email, sub, context } = visitor;
    await page.goto(`${place.issuer}account`);
    await signIn(visitor);
    await page.click('#nav-data');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#data-download')]);
    assert.match(download.suggestedFilename(), /^tacit-dev-\d{4}-\d{2}-\d{2}\.json$/);
    const copy = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(copy.user_id, sub);
    assert.equal(copy.parts.profile.records[0].email, email);

    await page.click('#data-remove');
    await page.fill('#confirm', 'somebody@else.test');
    await page.click('#data-remove-submit');
    assert.equal(await page.getAttribute('#confirm', 'aria-invalid'), 'true');
    await page.fill('#confirm', email);
    await page.click('#data-remove-submit');
    await page.waitForSelector('#account-deletion');
    const [nav, section] = [
      await page.locator('#nav').boundingBox(),
      await page.locator('.section').boundingBox(),
    ];
    assert.ok(
      nav && section && section.x >= nav.x + nav.width,
      'the section stands beside the list of sections',
    );
    const mail = await mailTo({ browser }, email);
    await page.goto(new URL(linkIn(mail), place.issuer).href);
    await page.click('#account-keep');
    assert.match((await page.textContent('#account-done')) ?? '', /account stays/);
    assert.equal(await page.isVisible('#account-deletion'), false);

    await place.chooseSettings({ account_deletion_wait_days: 0 });
    try {
      await page.click('#nav-data');
      await page.click('#data-remove');
      assert.match((await page.textContent('#data-remove-when')) ?? '', /at once/);
      await page.fill('#confirm', email);
      await page.click('#data-remove-submit');
      await page.waitForSelector('#account-deleted');
    } finally {
      await place.chooseSettings({});
    }
    assert.match((await mailTo({ browser }, email, 2)).subject, /was deleted/);
    await page.goto(`${place.issuer}account`);
    await signIn(visitor);
    await page.waitForSelector('#login-error');
    await context.close();
  });
}
