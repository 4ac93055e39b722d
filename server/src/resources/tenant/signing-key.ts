/**
 * A key that signs tokens of a tenant. It is made and rotated, never written by hand.
 */
import { SIGNING_ALGS } from '../../protocol/client/client.ts';
import { computed, given } from '../field.ts';
import type { Kind } from '../kind.ts';
import { identifier, oneOf, whole } from '../shape.ts';

export const SIGNING_KEY: Kind = {
  name: 'signing_key',
  section: 'keys',
  command: 'keys',
  sentence: 'A key that signs tokens.',
  key: ['kid'],
  fields: {
    kid: given(identifier(255), { sentence: 'Its name in the JWKS.' }),
    alg: given(oneOf(SIGNING_ALGS), { sentence: 'What it signs by.' }),
    state: given(oneOf(['next', 'current', 'previous']), {
      sentence: '`next` is published and will sign, `current` signs, `previous` verifies.',
    }),
    created_at: given(whole(0, Number.MAX_SAFE_INTEGER), { sentence: 'When it was made.' }),
    may_sign_at: computed(whole(0, Number.MAX_SAFE_INTEGER), {
      sentence: 'Of a `next` key: from when on a rotation lets it sign.',
    }),
    expires_at: computed(whole(0, Number.MAX_SAFE_INTEGER), { sentence: 'Until when it is published.' }),
  },
  rules: [],
  unlike: [],
  columns: ['alg', 'state', 'kid', 'created_at', 'may_sign_at', 'expires_at'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show'],
};
