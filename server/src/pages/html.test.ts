import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { html, jsonMarkup, render } from './html.ts';

/** What a browser makes of character references; written apart from the code that makes them. */
function decode(markup: string): string {
  return markup
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#96;/g, '`')
    .replace(/&#xfffd;/g, '\ufffd')
    .replace(/&amp;/g, '&');
}

/** Characters that mean something to an HTML parser, often, among any others. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '"', "'", '`', '&', '\0', '--', '</script>', '<!--', '&lt;', '=', '/'),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

describe('html', () => {
  it('XS-01 escapes every character that could leave text or a quoted attribute (property)', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const inText = /^<p>([\s\S]*)<\/p>$/.exec(render(html`<p>${text}</p>`))?.[1] ?? 'no match';
        const inDouble = /^<p title="([\s\S]*)">$/.exec(render(html`<p title="${text}">`))?.[1] ?? 'no match';
        const inSingle = /^<p title='([\s\S]*)'>$/.exec(render(html`<p title='${text}'>`))?.[1] ?? 'no match';
        for (const escaped of [inText, inDouble, inSingle]) {
          assert.doesNotMatch(escaped, /[<>"'`\0]/);
          assert.doesNotMatch(escaped, /&(?!(?:amp|lt|gt|quot|#39|#96|#xfffd);)/);
          assert.equal(decode(escaped), text.replaceAll('\0', '\ufffd'));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  for (const payload of [
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '`onload=alert(1)',
    'a\0b',
    '+ADw-script+AD4-',
  ]) {
    it(`XS-01 leaves no markup of ${JSON.stringify(payload)}`, () => {
      assert.doesNotMatch(render(html`${payload}`), /[<>"'`\0]/);
    });
  }

  it('XS-01 escapes what was escaped before once more, so that text is never decoded twice', () => {
    assert.equal(render(html`${'&lt;b&gt;'}`), '&amp;lt;b&amp;gt;');
  });

  it('XS-01 throws for a value in an attribute without quotes', () => {
    assert.throws(() => html`<input value=${'x onfocus=alert(1)'}>`, /quote it/);
  });

  it('does not take an object that looks like Html for markup', () => {
    const forged = JSON.parse('{ "text": "<script>" }');
    assert.throws(() => html`${forged}`, /cannot be escaped/);
  });

  it('shows nothing for undefined and false', () => {
    assert.equal(render(html`[${undefined}${false}]`), '[]');
  });

  it('shows zero and the empty string for what they are', () => {
    assert.equal(render(html`[${0}${''}]`), '[0]');
  });

  it('nests markup without escaping it again, alone and in arrays of arrays', () => {
    const items = ['<', '>'].map((text) => html`<li>${text}</li>`);
    assert.equal(
      render(html`<ul>${[items, [html`<li></li>`]]}</ul>`),
      '<ul><li>&lt;</li><li>&gt;</li><li></li></ul>',
    );
  });
});

describe('jsonMarkup', () => {
  it('XS-03 ends no script element, opens no comment and comes back whole (property)', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
        const markup = render(jsonMarkup({ [text]: text }));
        assert.doesNotMatch(markup, /[<>&\u2028\u2029]/);
        assert.equal(Object.entries(JSON.parse(markup))[0]?.[1], text);
      }),
      { numRuns: 1_000 },
    );
  });
});
