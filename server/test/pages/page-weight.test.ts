/**
 * What a page weighs on the wire, before any compression: each state of the gallery in every language and with all that a
 * tenant can choose. It is one document and asks for nothing, so its bytes are all there are.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainLook } from '../../src/pages/look/look.ts';
import { chooseText } from '../../src/pages/text/languages.ts';
import { LOCALES } from '../../src/protocol/tenant/locales.ts';
import { GALLERY } from '../gallery/index.ts';
import { PICTURED } from '../gallery/looks.ts';

const MAX_BYTES = 30_000;

/** The one page that no End-User is shown: it shows them all. */
const isShown = ({ name }: { readonly name: string }) => !name.startsWith('style-guide');

const LOOKS = [...LOCALES.map((language) => plainLook(chooseText(language, undefined))), PICTURED];

for (const { name, render } of GALLERY.filter(isShown)) {
  test(`${name} weighs less than ${MAX_BYTES / 1_000} kB in every language and look`, () => {
    for (const look of LOOKS) {
      const bytes = Buffer.byteLength(render(look));
      assert.ok(bytes < MAX_BYTES, `${bytes} bytes in ${look.text.language}`);
    }
  });
}
