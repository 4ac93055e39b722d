import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { render } from '../html.ts';
import { displayName, isolated, nameMarkup } from './display-name.ts';

describe('displayName', () => {
  const cases: readonly (readonly [what: string, name: string, shown: string])[] = [
    ['a right-to-left override', 'Acme \u202egnp.exe', 'Acme gnp.exe'],
    ['isolates and marks of direction', '\u2066Ac\u200eme\u2069\u061c', 'Acme'],
    ['zero-width characters', 'A\u200bc\u200dm\u2060e\ufeff', 'Acme'],
    ['a soft hyphen', 'Ac\u00adme', 'Acme'],
    ['tag characters', 'Acme\u{e0041}\u{e0042}', 'Acme'],
    ['a Hangul filler', '\u3164\u115f', ''],
    ['line breaks and tabs', 'Acme\r\n\u2028\tInc', 'Acme Inc'],
    ['a row of spaces', 'Acme           Inc', 'Acme Inc'],
    ['spaces kept apart by what cannot be seen', 'Acme \u200b \u200b Inc', 'Acme Inc'],
    ['a lone surrogate', 'Ac\ud800me', 'Acme'],
    ['NUL', 'Ac\0me', 'Ac me'],
    ['marks stacked on a letter', `a${'\u0301'.repeat(40)}`, 'a\u0301\u0301'],
  ];
  for (const [what, name, shown] of cases) {
    it(`CO-09 takes away ${what}`, () => {
      assert.equal(displayName(name), shown);
    });
  }

  it('CO-09 cuts 10,000 characters to 80, the last of them an ellipsis', () => {
    const shown = displayName('x'.repeat(10_000));
    assert.equal([...shown].length, 80);
    assert.ok(shown.endsWith('…'));
  });

  it('keeps a name of 80 characters whole, and cuts no character in two', () => {
    assert.equal(displayName('😀'.repeat(80)), '😀'.repeat(80));
    assert.equal(displayName('😀'.repeat(81)), `${'😀'.repeat(79)}…`);
  });

  it('keeps names of every script as they are', () => {
    for (const name of ['Zoë’s Bäckerei', 'مواعيد', 'תורים', '予約', 'नियुक्ति', 'Acme (official)']) {
      assert.equal(displayName(name), name);
    }
  });

  it('CO-09 gives one line of at most 80 characters for any name, and itself when shown again (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = displayName(name);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        assert.ok([...shown].length <= 80);
        assert.equal(displayName(shown), shown);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('nameMarkup', () => {
  it('XS-02 escapes a name that is markup', () => {
    assert.equal(render(nameMarkup('<b>', 'x')), '<strong><bdi>&lt;b&gt;</bdi></strong>');
  });

  it('CO-09 says that there is no name where nothing of it can be seen', () => {
    assert.equal(render(nameMarkup('\u200b', 'Unnamed')), '<strong><bdi>Unnamed</bdi></strong>');
  });
});

describe('isolated', () => {
  it('gives text that is no name its own direction, without what cannot be seen (UAX #9)', () => {
    assert.equal(render(isolated('1@2.example\u202e')), '<bdi>1@2.example</bdi>');
  });

  it('XS-02 escapes text that is markup', () => {
    assert.equal(render(isolated('<b>@x')), '<bdi>&lt;b&gt;@x</bdi>');
  });
});
