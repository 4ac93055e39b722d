/**
 * What a page weighs on the wire, before any compression: each state of the gallery in every language and with all that a
 * tenant can choose. It is one document and asks for nothing, so its bytes are all there are.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainLook } from '../src/pages/look/look.ts';
import { chooseText, LOCALES } from '../src/pages/text/languages.ts';
import { GALLERY } from './gallery/index.ts';
import { PICTURED } from './gallery/looks.ts';

const MAX_BYTES = 30_000;

/** A profile holds a list of all time zones beside, which is searched without a request. */
const TIME_ZONES_BYTES = 16_000;

const limitOf = (name: string) =>
  name.startsWith('account-profile') ? MAX_BYTES + TIME_ZONES_BYTES : MAX_BYTES;

/** The one page that no End-User is shown: it shows them all. */
const isShown = ({ name }: { readonly name: string }) => !name.startsWith('style-guide');

const LOOKS = [...LOCALES.map((language) => plainLook(chooseText(language, undefined))), PICTURED];

for (const { name, render } of GALLERY.filter(isShown)) {
  test(`${name} weighs less than ${limitOf(name) / 1_000} kB in every language and look`, () => {
    for (const look of LOOKS) {
      const bytes = Buffer.byteLength(render(look));
      assert.ok(bytes < limitOf(name), `${bytes} bytes in ${look.text.language}`);
    }
  });
}
