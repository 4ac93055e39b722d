/**
 * docs/reference/policies.md: the language of `policies.yaml`, from its description.
 */
import { WORDS } from '../../src/operator/policies/condition.ts';
import { POLICY_FIELDS } from '../../src/operator/policies/read-policies.ts';
import { SCOPES, SUBJECTS } from '../../src/operator/policies/subjects.ts';
import { doorName } from '../../src/resources/computed/names.ts';
import type { Fields } from '../../src/resources/field.ts';

export function policiesPage(): string {
  return [
    '# Policies',
    '<!-- Written by `npm run reference` from server/src/operator/policies; what is changed here by hand is lost. -->',
    'What a `policies.yaml` for `tacit test` says; the [guide](../guides/policy-tests.md) shows how. The file is a mapping with one field,\n`policies`: a list of these.',
    fieldTable('## A policy', POLICY_FIELDS),
    'Of `must`, `count`, `refuses` and `answers` a policy has one.',
    table(
      '## What it is about',
      ['`about`', 'what', 'its fields'],
      [...SUBJECTS.values()].map(({ about, sentence, kind }) => [
        `\`${about}\``,
        sentence,
        kind ? `[${kind.command}](${kind.command}.md#fields)` : '[below](#scopes)',
      ]),
    ),
    'Fields have the names of `tacit.yaml`, nested as there or with dots, computed ones among them, and secrets are not among them; a name\nwith `*` is every field that is called so. Beside its own fields whatever belongs to a tenant has `tenant` (`name.region`), and `users`\nhave `roles` (by name) and `permissions`. What a record does not say and follows from something else is there as it counts.',
    fieldTable('## scopes', Object.fromEntries(SCOPES.names.map((named) => [doorName(named), named.field]))),
    table(
      '## Conditions',
      ['condition', 'takes', 'of', 'holds where'],
      Object.entries(WORDS).map(([name, { takes, of, sentence }]) => [
        `\`${name}\``,
        takes,
        of.map((one) => KINDS_OF_VALUE[one]).join(', '),
        sentence,
      ]),
    ),
    'A condition is a mapping of these words, all of which have to hold; or a value, which is what `is` says; or `null`, which is\n`absent: true`. Of a field that is absent nothing holds but `absent: true`, `not`, `each` and `none`.',
    '## Requests',
    '`refuses` and `answers` are parameters of an authorization request. What they do not say is what a good application sends:\n`response_type=code` with PKCE, `scope=openid`, a `state`, a `nonce`, and each callback of the client in turn; `null` leaves one out.\nWith `grant_type: client_credentials` they are the request of the client itself: `audience`, `resource`, `scope`.',
  ]
    .join('\n\n')
    .concat('\n');
}

type ValueKind = (typeof WORDS)[keyof typeof WORDS]['of'][number];

const KINDS_OF_VALUE: Readonly<Record<ValueKind, string>> = {
  boolean: 'true or false',
  whole: 'numbers',
  list: 'lists',
  text: 'text',
  uri: 'addresses',
  one_of: 'names',
  record: 'mappings',
  map: 'texts by name',
  metadata: 'metadata',
  jwk_set: 'keys',
};

function fieldTable(title: string, fields: Fields): string {
  const rows = Object.entries(fields).map(([name, { shape, presence, sentence }]) => [
    `\`${name}\``,
    shape.says.replaceAll('|', '\\|'),
    presence === 'required' ? 'yes' : '',
    sentence,
  ]);
  return table(title, ['field', 'value', 'always', 'what'], rows);
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [title, '', ...lines].join('\n');
}
