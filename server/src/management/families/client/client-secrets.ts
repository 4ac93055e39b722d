/**
 * A new secret of a client, in the place of the one it has.
 */
import { ok } from '../../../protocol/result.ts';
import { documentSchema } from '../../document/schema.ts';
import { type Operation, operation } from '../../operation.ts';
import { atDesk, etag, shown } from '../../records.ts';
import { CLIENTS } from './clients.ts';

const SECRET_BYTES = 32;

export const CLIENT_SECRET_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'clients_rotate_secret', method: 'POST', path: '/clients/{id}/rotate-secret' },
    sentence: 'Makes a new secret and tells it once; the one before is worth nothing from now on.',
    scopes: ['update:client_keys'],
    answers: { 200: documentSchema(CLIENTS, 'made') },
    async handle({ exchange, access, path: { id = '' }, version }) {
      const client_secret = exchange.deps.random(SECRET_BYTES);
      const changed = await atDesk(
        {
          ...{ kind: 'client', place: { tenant_id: exchange.tenant.tenant_id } },
          ...{ verb: 'change', meant: 'patch', said: { client_id: id, client_secret } },
          ...(version === undefined ? {} : { version }),
        },
        { exchange, access },
        { noun: CLIENTS.noun },
      );
      if (!changed.ok) return changed;
      const { record, version: now } = changed.value;
      return ok({
        status: 200,
        body: { ...shown(CLIENTS, record, exchange), client_secret },
        headers: etag(now),
      });
    },
  }),
];
