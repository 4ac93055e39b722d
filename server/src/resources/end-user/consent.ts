/**
 * What an End-User allowed a client (Auth0: a grant). People agree; an operator can only look, and take it back.
 */
import { given } from '../field.ts';
import type { Kind } from '../kind.ts';
import { identifier, list, text } from '../shape.ts';

export const CONSENT: Kind = {
  name: 'consent',
  section: 'grants',
  command: 'grants',
  sentence: 'What an End-User allowed a client.',
  key: ['sub', 'client_id', 'audience'],
  fields: {
    sub: given(identifier(255), { sentence: 'Who agreed.', auth0: 'user_id' }),
    client_id: given(identifier(255), { sentence: 'To which client.' }),
    audience: given(text(600), { sentence: 'For which API; empty: what is told of themselves.' }),
    scope: given(list(text(280), { max: 1_000 }), { sentence: 'To what.' }),
  },
  rules: [],
  unlike: [],
  columns: ['sub', 'client_id', 'audience', 'scope'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'delete'],
};
