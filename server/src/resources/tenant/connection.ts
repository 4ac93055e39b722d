/**
 * Another source of End-Users than the tenant's own database.
 */
import { optional, type RecordOf, required } from '../field.ts';
import { identifier, list, text } from '../shape.ts';

const domain = text(253, {
  holds: (value) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value),
  message: 'must be a domain in lower case',
  says: 'a domain in lower case',
});

export const CONNECTION_FIELDS = {
  name: required(identifier(64), { sentence: 'What a request calls it.' }),
  display_name: required(text(64), { sentence: 'What its button says.' }),
  strategy: optional(identifier(32), {
    sentence: 'How somebody signs in there; left out: they cannot yet.',
  }),
  domains: required(list(domain, { max: 100 }), {
    sentence: 'Domains of addresses that belong there: whoever types one is sent there.',
  }),
} as const;

export type Connection = RecordOf<typeof CONNECTION_FIELDS>;
