import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '@tacit/server/resources';
import { groupsOf } from '../../record/form/names.ts';
import { CONNECTIONS_FORM, ELSEWHERE, PROTECTION_FORM, SETTINGS_FORM } from './setting-forms.ts';

test('every setting is in one form, or has a page of its own; what weakens a protection stands last', () => {
  const shown = [SETTINGS_FORM, CONNECTIONS_FORM, PROTECTION_FORM].flatMap((form) =>
    groupsOf(form).flatMap(({ name, fields }) => fields.map(({ own, field }) => ({ name, own, field }))),
  );
  const written = Object.entries(KINDS.settings.fields).filter(([, { computed }]) => !computed);
  assert.deepEqual(
    [...shown.map(({ own }) => own), ...ELSEWHERE].sort(),
    written.map(([name]) => name).sort(),
  );
  for (const { name, own, field } of shown) assert.equal(name === 'unsafe', field.unsafe === true, own);
});

test('a setting that nobody has put anywhere yet is among the others', () => {
  assert.deepEqual(
    groupsOf(SETTINGS_FORM).filter(({ name }) => name === 'others'),
    [],
    'give it a group',
  );
});
