import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { plainLook, styleSources } from './look.ts';
import { PALETTE, STYLE } from './style.ts';
import { en } from './text/en.ts';

type Colour = keyof typeof PALETTE.light;

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Pairs that meet on a page: 4.5 for text (WCAG 2.2 §1.4.3), 3 for the edge of a control and focus (§1.4.11). */
const PAIRS: readonly (readonly [Colour, Colour, number])[] = [
  ['text', 'card', 4.5],
  ['text', 'field', 4.5],
  ['text', 'soft', 4.5],
  ['muted', 'card', 4.5],
  ['muted', 'soft', 4.5],
  ['accent', 'card', 4.5],
  ['on_accent', 'accent', 4.5],
  ['on_accent', 'accent_strong', 4.5],
  ['alert', 'alert_ground', 4.5],
  ['notice', 'notice_ground', 4.5],
  ['field_edge', 'card', 3],
  ['field_edge', 'field', 3],
  ['alert', 'card', 3],
];

describe('style', () => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [a, b, least] of PAIRS) {
      it(`${a} on ${b} has a contrast of at least ${least} in ${scheme} (WCAG 2.2 AA)`, () => {
        assert.ok(contrast(PALETTE[scheme][a], PALETTE[scheme][b]) >= least);
      });
    }
  }

  it('loads nothing and cannot end its own element', () => {
    assert.doesNotMatch(STYLE, /url\(|@import|<|https?:/i);
  });

  it('uses no colour that the palette does not name', () => {
    const used = new Set(
      [...STYLE.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name?.replace('-', '_')),
    );
    assert.deepEqual(
      [...used].filter((name) => !Object.hasOwn(PALETTE.light, name ?? '')),
      [],
    );
    assert.deepEqual(
      Object.keys(PALETTE.light).filter((name) => !used.has(name)),
      [],
    );
  });

  it('XS-04 is named in the CSP by its SHA-256 in padded base64', () => {
    assert.equal(
      styleSources(plainLook(en)),
      `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    );
  });
});
