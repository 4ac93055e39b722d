import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkedColour, contrast, lighter, readableShade, textOn } from './colour.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, '0')}`);

describe('checkedColour', () => {
  for (const wrong of [
    '',
    '#fff',
    'red',
    '#12345g',
    '#1234567',
    ' #123456',
    '#123456;}',
    '#123456\n',
    'var(--x)',
  ]) {
    it(`XS-05 takes no ${JSON.stringify(wrong)}`, () => {
      assert.equal(checkedColour(wrong), undefined);
    });
  }

  it('takes six digits, in lower case', () => {
    assert.equal(checkedColour('#ABcd09'), '#abcd09');
    assert.equal(checkedColour(undefined), undefined);
  });
});

describe('contrast', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['#000000', '#ffffff', '21.00'],
    ['#ffffff', '#ffffff', '1.00'],
    ['#777777', '#ffffff', '4.48'],
    ['#767676', '#ffffff', '4.54'],
    ['#ff0000', '#ffffff', '4.00'],
    ['#0000ff', '#000000', '2.44'],
  ];
  for (const [a, b, ratio] of cases) {
    it(`of ${a} and ${b} is ${ratio}, either way round (WCAG 2.2)`, () => {
      assert.equal(contrast(a, b).toFixed(2), ratio);
      assert.equal(contrast(b, a).toFixed(2), ratio);
    });
  }
});

describe('readableShade', () => {
  const onWhite = { grounds: ['#ffffff'], least: 4.5, toward: 'black' } as const;

  it('keeps the colour that passes, on the very edge too', () => {
    assert.equal(readableShade({ ...onWhite, colour: '#767676' }), '#767676');
  });

  it('moves the one beside the edge by as little as can be', () => {
    assert.equal(readableShade({ ...onWhite, colour: '#777777' }), '#767676');
  });

  it('keeps the hue: yellow becomes a darker yellow', () => {
    assert.equal(readableShade({ ...onWhite, colour: '#ffcc00' }), '#907300');
  });

  it('finds a readable shade of any colour, and no nearer one is', () => {
    fc.assert(
      fc.property(colour, (chosen) => {
        const shade = readableShade({ ...onWhite, colour: chosen });
        assert.ok(contrast(shade, '#ffffff') >= 4.5);
        if (shade !== chosen) assert.ok(contrast(lighter(shade, 0.01), '#ffffff') < 4.5, shade);
      }),
    );
  });

  it('goes the other way on dark grounds', () => {
    fc.assert(
      fc.property(colour, (chosen) => {
        const grounds = ['#1a1c23', '#232630'];
        const shade = readableShade({ colour: chosen, grounds, least: 4.5, toward: 'white' });
        for (const ground of grounds) assert.ok(contrast(shade, ground) >= 4.5);
      }),
    );
  });
});

describe('textOn', () => {
  it('is white or black, whichever can be read, on any colour (WCAG 2.2 §1.4.3)', () => {
    fc.assert(fc.property(colour, (ground) => assert.ok(contrast(textOn(ground), ground) >= 4.5)));
  });
});

describe('lighter', () => {
  it('changes nothing by nothing, whatever the hue, and ends at black and white', () => {
    fc.assert(
      fc.property(colour, (one) => {
        assert.equal(lighter(one, 0), one);
        assert.equal(lighter(one, 1), '#ffffff');
        assert.equal(lighter(one, -1), '#000000');
      }),
    );
  });
});
