import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { en } from '../text/en.ts';
import { brandColours } from './branding.ts';
import { contrast } from './colour.ts';
import { plainLook, styleSources } from './look.ts';
import { type Colours, PALETTE } from './palette.ts';
import { STYLE, WIDE_STYLE } from './style.ts';

type Colour = keyof Colours;

/** Pairs that meet on a page: 4.5 for text (WCAG 2.2 §1.4.3), 3 for the edge of a control and focus (§1.4.11). */
const PAIRS: readonly (readonly [Colour, Colour, number])[] = [
  ['text', 'card', 4.5],
  ['text', 'field', 4.5],
  ['text', 'soft', 4.5],
  ['muted', 'card', 4.5],
  ['muted', 'soft', 4.5],
  ['accent', 'card', 4.5],
  ['on_page', 'page', 4.5],
  ['accent', 'soft', 4.5],
  ['accent', 'field', 4.5],
  ['on_button', 'button', 4.5],
  ['on_button', 'button_strong', 4.5],
  ['button', 'card', 3],
  ['success', 'success_ground', 4.5],
  ['success', 'card', 3],
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

  it('XS-05 holds every contrast, whatever colours a tenant chooses, in both schemes (WCAG 2.2 AA)', () => {
    const colour = fc
      .integer({ min: 0, max: 0xffffff })
      .map((one) => `#${one.toString(16).padStart(6, '0')}`);
    const chosen = fc.record({ primary_color: colour, page_background_color: colour }, { requiredKeys: [] });
    fc.assert(
      fc.property(chosen, fc.constantFrom('light', 'dark'), (branding, scheme) => {
        const colours = { ...PALETTE[scheme], ...brandColours(branding, scheme) };
        for (const [a, b, least] of PAIRS)
          assert.ok(contrast(colours[a], colours[b]) >= least, `${a} ${colours[a]} on ${b} ${colours[b]}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('runs lines by their direction: no left, no right (right-to-left languages)', () => {
    for (const style of [STYLE, WIDE_STYLE])
      assert.doesNotMatch(style, /(?<![a-z-])(?:left|right)\b|-(?:left|right|top|bottom)\s*:/);
  });

  it('loads nothing and cannot end its own element', () => {
    for (const style of [STYLE, WIDE_STYLE]) assert.doesNotMatch(style, /url\(|@import|<|https?:/i);
  });

  it('uses no colour that the palette does not name', () => {
    const used = new Set(
      [...WIDE_STYLE.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name?.replace('-', '_')),
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
    assert.equal(
      styleSources(plainLook(en), `<style>${WIDE_STYLE}</style>`),
      `'sha256-${createHash('sha256').update(WIDE_STYLE).digest('base64')}'`,
    );
  });
});
