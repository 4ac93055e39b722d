/**
 * A client_id -> the client: one that is built in, one that is registered, or one that is known by the address of its metadata (OAuth Client ID Metadata
 * Document), where the tenant takes those. Such a client has no record: its document is fetched, judged by the rules for those who
 * register themselves, and remembered. Why there is none is for our log: to others it would tell what can be reached from here
 * (CWE-918).
 */
import type { Logger } from 'pino';
import type { Desk } from '../desk/desk.ts';
import type { Documents } from '../http/documents.ts';
import { parseJsonObject } from '../http/json-value.ts';
import { createFetchedDocuments } from '../keys/fetched-documents.ts';
import { isMetadataUrl } from '../protocol/client/metadata-url.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { DASHBOARD_CLIENT_ID, TOOL_CLIENT_ID } from '../protocol/tenant/names.ts';
import { CLIENT, type Client, isClient } from '../resources/client/client.ts';
import { dashboardClient } from '../resources/client/dashboard-client.ts';
import { readMetadataDocument } from '../resources/client/metadata-document.ts';
import type { RegistrationPolicy } from '../resources/client/registration.ts';
import { TOOL_CLIENT } from '../resources/client/tool-client.ts';
import { recordMeant } from '../resources/computed/change.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { TenantStorage } from '../storage/storage.ts';

export type Clients = {
  /** The client; undefined where there is none, or none that can be had now. */
  find(client_id: string, asking: Asking): Promise<Client | undefined>;
};

/** The request that wants to know. */
type Asking = {
  readonly tenant: Tenant;
  readonly issuer: string;
  readonly records: Pick<TenantStorage, 'clients'>;
  readonly address: string;
  readonly request_id: string;
};

type ClientsDeps = {
  /** The client that the environment names. */
  readonly adminClient: Client | undefined;
  readonly desk: Pick<Desk, 'plan'>;
  readonly documents: Documents;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
};

/** Characters: twice what the draft wants room for (§4, 5 kB). */
const MAX_DOCUMENT = 10_240;

type FetchBy = {
  readonly tenant_id: string;
  readonly client: Pick<Client, 'client_id' | 'is_first_party'>;
  readonly address: string;
  readonly request_id: string;
  readonly policy: RegistrationPolicy;
};

/** The clients of all tenants. */
export function createClients({ adminClient, desk, documents, now, log }: ClientsDeps): Clients {
  const fetched = createFetchedDocuments<Client, FetchBy>({
    now,
    async read(client_id, by) {
      const document = await documents.fetch(client_id, { ...by, purpose: 'metadata' });
      const read = document.ok ? await judge(document.value, by, desk) : document;
      if (!read.ok) log.info({ client_id, why: read.error }, 'the metadata of a client cannot be used');
      return read;
    },
  });
  return {
    async find(client_id, { tenant, issuer, records, address, request_id }) {
      if (client_id === DASHBOARD_CLIENT_ID) return dashboardClient(issuer);
      if (client_id === TOOL_CLIENT_ID) return TOOL_CLIENT;
      if (client_id === adminClient?.client_id) return adminClient;
      const registered = await records.clients.find(client_id);
      if (registered) return registered;
      if (!tenant.settings.client_id_metadata_documents || !isMetadataUrl(client_id)) return undefined;
      const client = { client_id, is_first_party: false };
      const { tenant_id, settings: policy } = tenant;
      const by = { tenant_id, client, address, request_id, policy };
      const read = await fetched.of(by, client_id, 'remembered');
      return read.ok ? read.value : undefined;
    },
  };
}

/** The client that a document makes, by every rule that a registration is held against; there is room for it, as it is no record. */
async function judge(text: string, by: FetchBy, desk: ClientsDeps['desk']): Promise<Result<Client, string>> {
  const { tenant_id, client, request_id, address, policy } = by;
  const document = text.length > MAX_DOCUMENT ? undefined : parseJsonObject(text);
  if (!document) return err('it is no JSON object, or too long');
  const { said, findings, unreadable } = readMetadataDocument(document, client.client_id, policy);
  const planned = await desk.plan(
    [{ kind: 'client', place: { tenant_id }, verb: 'put', meant: 'whole', said, unreadable }],
    { who: 'registration', request_id, address, makesSecrets: false },
  );
  const wrong = [...findings, ...(planned.ok ? [] : planned.error)].filter(
    ({ code }) => code !== 'too_many_registrations',
  );
  if (wrong.length > 0)
    return err(wrong.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  const { record } = recordMeant(CLIENT, said, { stored: undefined, meant: 'whole' });
  if (!isClient(record)) throw new Error('What the desk finds nothing wrong with is a client.');
  return ok(record);
}
