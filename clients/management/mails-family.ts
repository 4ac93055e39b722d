/**
 * Mails by Auth0's own ManagementClient: the mail server of a tenant, and the words of its mails.
 */
import assert from 'node:assert/strict';
import type { ManagementClient as Version5 } from 'auth0-5';
import type { ManagementClient as Version7 } from 'auth0-7';

/** All that its clients can do. */
export async function walkMails({ emails, emailTemplates }: Version5 | Version7): Promise<void> {
  const credentials = { smtp_host: 'mail.acme.test', smtp_port: 587, smtp_user: 'u', smtp_pass: 'p' };
  await emails.provider
    .create({ name: 'smtp', default_from_address: 'a@acme.test', credentials })
    .catch(exists);
  assert.equal((await emails.provider.get()).default_from_address, 'a@acme.test');
  assert.equal((await emails.provider.update({ enabled: false })).enabled, false);
  const template = 'verify_email';
  const words = {
    template,
    subject: 'Verify',
    body: '{{ url }}',
    syntax: 'liquid',
    enabled: true,
  } as const;
  const whole = { ...words, from: 'b@acme.test' };
  await emailTemplates.create(whole).catch(exists);
  assert.equal((await emailTemplates.set(template, whole)).subject, 'Verify');
  assert.equal((await emailTemplates.get(template)).subject, 'Verify');
  assert.equal(
    (await emailTemplates.update(template, { urlLifetimeInSeconds: 900 })).urlLifetimeInSeconds,
    900,
  );
}

/** The client before this one made it. */
function exists(error: unknown): void {
  assert.equal(Object(error).statusCode, 409, String(error));
}
