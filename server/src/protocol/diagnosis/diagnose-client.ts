/**
 * Why a client_id is refused (RFC 6749 §4.1.2.1). Who else there is may be told to nobody but the developer of this very
 * machine; without those facts the diagnosis is one that everybody may read.
 */
import { isReadable, type Parameters, parameter } from '../parameters.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { quotedName, unknownName } from './unknown-name.ts';

/** A request without a client_id that can be read, or with one that nobody has. */
export function unknownClient(parameters: Parameters): Diagnosis {
  if (!isReadable(parameters, 'client_id')) return diagnose('client_id_unreadable');
  const client_id = parameter(parameters, 'client_id');
  if (client_id === undefined) return diagnose('client_id_missing');
  return diagnose('client_id_unknown', { sent: client_id });
}

/** The same where it is known who else there is. */
export function unknownAmong(
  client_id: string,
  known: {
    readonly client_ids: readonly string[];
    /** Issuers of the tenants that have a client of this name. */
    readonly elsewhere: readonly string[];
  },
): Diagnosis {
  if (known.elsewhere.length === 0)
    return diagnose('client_id_unknown', unknownName('client', client_id, known.client_ids));
  const issuers = known.elsewhere.join(' or ');
  const sentence = `the client ${quotedName(client_id)} belongs to another tenant: ask at ${issuers}`;
  return diagnose('client_id_elsewhere', { sentence, sent: client_id });
}
