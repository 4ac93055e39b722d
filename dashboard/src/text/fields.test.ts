/**
 * What forms say of fields, in every language: all that the kinds have which the dashboard shows, and nothing that none has any more.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Field, KINDS, type Shape } from '@tacit/server/resources';
import { fieldLabel } from '../fields/label.ts';
import { VIEWS } from '../kinds/views.ts';
import { BRANDING_FIELDS } from '../pages/branding/branding-fields.ts';
import { SERVER_FIELDS, saidOf } from '../pages/mails/server-fields.ts';
import { CONNECTIONS_FORM, PROTECTION_FORM, SETTINGS_FORM } from '../pages/tenant/setting-forms.ts';
import { TENANT_FIELDS } from '../pages/tenant/tenant-fields.ts';
import { askedOf, groupsOf } from '../record/form/names.ts';
import { FIELD_WORDS } from './fields/index.ts';
import { LANGUAGE_TAGS } from './languages.ts';
import { EN } from './mails/en.ts';

type Shown = { readonly own: string; readonly field: Field };

const FORMS = [...VIEWS, CONNECTIONS_FORM, PROTECTION_FORM, SETTINGS_FORM];

const SHOWN: readonly Shown[] = [
  ...FORMS.flatMap((view) => groupsOf(view).flatMap(({ fields }) => fields)),
  ...VIEWS.flatMap((view) => askedOf(view)),
  ...TENANT_FIELDS,
  ...BRANDING_FIELDS,
];

/** What a field says, and all that it is made of. */
function wordsOf({ own, field }: Shown): readonly string[] {
  return [fieldLabel(own), field.sentence, ...wordsWithin(field.shape)];
}

function wordsWithin({ fields = {}, item }: Shape): readonly string[] {
  const members = Object.entries(fields).flatMap(([own, field]) => wordsOf({ own, field }));
  return item ? [...members, ...wordsWithin(item)] : members;
}

/** A mail server has words of its own (text/mails), but for these. */
const OF_SERVER = SERVER_FIELDS.filter((named) => saidOf(named, EN.server, false) === undefined);

const ENGLISH = new Set([...SHOWN.flatMap(wordsOf), ...OF_SERVER.map(({ field }) => field.sentence)]);

/** Names and words that another language shares. */
const SHARED = /^(?:ID|JWKS|Name|Region|Status|Type|Website|Domains?|Description|Contacts|Audience|Scopes?)$/;

/** What is the same in every language: code, and where it is written. */
function untranslated(text: string): readonly string[] {
  return (text.match(/`[^`]*`|(?:RFC \d+|OIDC Core)(?: §[\d.]*\d)?/g) ?? []).toSorted();
}

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en'))
  test(`${tag} has a word for every field that is shown, and for nothing else`, async () => {
    const words = await FIELD_WORDS(tag);
    const missing = [...ENGLISH].filter((english) => !Object.hasOwn(words, english));
    const unused = Object.keys(words).filter((english) => !ENGLISH.has(english));
    assert.deepEqual({ missing, unused }, { missing: [], unused: [] });
    for (const [english, translated] of Object.entries(words)) {
      assert.deepEqual(untranslated(translated), untranslated(english), translated);
      assert.ok(translated.trim() !== '' && (translated !== english || SHARED.test(english)), english);
    }
  });

test('in English fields say it themselves, and each of them does', async () => {
  assert.deepEqual(await FIELD_WORDS('en'), {});
  assert.ok(ENGLISH.size > 250);
  assert.ok(ENGLISH.has(KINDS.client.fields['redirect_uris']?.sentence ?? ''));
});
