import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainLook } from '../pages/look/look.ts';
import type { MailFacts } from '../pages/mail/mail.ts';
import { en } from '../pages/text/en.ts';
import type { MailTemplate } from '../resources/tenant/mail-templates.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import { ownMail } from './own-mail.ts';
import { textOfHtml } from './text-of-html.ts';

const LINK = 'https://acme.test/u/reset-verify?token=t&x=1';
const FACTS = { kind: 'reset_password', link: LINK, minutes: 60 } as const;
const HOSTILE = '<img src=x onerror=alert(1)>{{ url }}\r\nBcc: x@evil.test';

function mailed(
  template: Omit<MailTemplate, 'template'> & Partial<MailTemplate>,
  facts: MailFacts = FACTS,
  name = 'Ann',
) {
  const told: unknown[] = [];
  const mail_templates = [{ template: 'reset_email', ...template } as const];
  const tenant = {
    ...{ tenant_id: 't', name: 'acme', region: 'eu', issuer: 'https://acme.test/' },
    settings: { ...TENANT_SETTINGS_DEFAULTS, mail_templates },
  } as Parameters<typeof ownMail>[2]['tenant'];
  const reader = {
    to: 'ann@acme.test',
    sub: 'auth0|1',
    claims: { name },
    look: { ...plainLook(en), site: 'Acme' },
  };
  const log = { warn: (line: unknown) => void told.push(line) };
  return { mail: ownMail(facts, reader, { tenant, log }), told };
}

test('XS-07 PR-09 what fills a template is text in the body and one line in the subject', () => {
  const { mail } = mailed(
    { subject: 'Hi {{ user.name }}', body: '<p title="{{ user.name }}">{{ user.name }}</p>{{ url }}' },
    FACTS,
    HOSTILE,
  );
  assert.doesNotMatch(mail?.html ?? '<img', /<img/);
  assert.doesNotMatch(mail?.subject ?? '\n', /[\r\n]/);
  assert.match(mail?.html ?? '', /\{\{ url \}\}/);
});

test('a template that comes to nothing, or to too much, is told in the log and the mail is the server’s', () => {
  for (const body of [
    '{% if user.nickname %}{{ url }}{% endif %}',
    '{% for a in (1..100000000) %}{{ url }}{% endfor %}',
    '{% assign a = "xxxxxxxxxxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ url }}',
    '{% for a in (1..2000) %}{% for b in (1..2000) %}{{ url }}{% endfor %}{% endfor %}',
    '{{ url | truncate: 9 }}',
  ]) {
    const { mail, told } = mailed({ subject: 'S', body });
    assert.equal(mail, undefined, body);
    assert.equal(told.length, 1);
    assert.doesNotMatch(JSON.stringify(told), /token=t|ann@/);
  }
});

test('a mail has its text beside it, with the address in a line of its own; another kind has its own template', () => {
  const body =
    '<head><title>x</title></head><p>Hi {{ user.name }} &amp; co, in {{ request_language }}</p><a href="{{ url }}">Choose</a>';
  const { mail } = mailed({ subject: 'At {{ application.name }} & co', body, from: 'Acme <a@acme.test>' });
  assert.equal(mail?.subject, 'At Acme & co');
  assert.equal(mail?.from, 'Acme <a@acme.test>');
  assert.equal(mail?.text, `Hi Ann & co, in en\n\nChoose:\n${LINK}\n`);
  assert.equal(mailed({ subject: 'S', body }, { kind: 'login_link', link: LINK }).mail, undefined);
});

test('text is made of any HTML in one pass, broken or not', () => {
  assert.equal(
    textOfHtml('a<style>p{}</style><!-- no --><p>b</p>c &#60; &lt; &nope; <b'),
    'a\n\nb\n\nc < < &nope; b\n',
  );
  assert.equal(textOfHtml("<a>no address</a> <a href='x'>y</a>"), 'no address y:\nx\n');
  assert.equal(textOfHtml('<'.repeat(60_000)).length, 1);
  assert.equal(textOfHtml('&#999999;').length > 0, true);
});
