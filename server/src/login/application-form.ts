/**
 * What Auth0's SDKs send from an application's own form: JSON that names a client, from a page of that client.
 */
import type { Exchange } from '../deps.ts';
import { type FormRefusal, readJson } from '../http/form.ts';
import { parseJsonObject } from '../http/json-value.ts';
import { originsOf } from '../protocol/client/redirect-uri.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';

export type ApplicationForm = {
  readonly fields: { readonly [name: string]: unknown };
  readonly client: Client;
};

/** What is wrong, for an endpoint to say in the words of its own family. */
export type ApplicationFormRefusal = {
  readonly status: number;
  readonly reason: 'body' | 'client' | 'origin';
  readonly description: string;
};

const BODY_REFUSALS: Readonly<Record<FormRefusal, ApplicationFormRefusal>> = {
  unsupported_media_type: {
    status: 415,
    reason: 'body',
    description: 'the body must be application/json in UTF-8',
  },
  too_large: { status: 413, reason: 'body', description: 'the body is too large' },
  malformed: { status: 400, reason: 'body', description: 'the body is not UTF-8' },
};

/** Reads body and client; a page that asks has to be one of the client's. */
export async function readApplicationForm({
  request,
  records,
}: Exchange): Promise<Result<ApplicationForm, ApplicationFormRefusal>> {
  const body = await readJson(request);
  if (!body.ok) return err(BODY_REFUSALS[body.error]);
  const fields = parseJsonObject(body.value);
  if (!fields) return err({ status: 400, reason: 'body', description: 'the body is not a JSON object' });
  const { client_id } = fields;
  const client = typeof client_id === 'string' ? await records.clients.find(client_id) : undefined;
  if (!client) return err({ status: 400, reason: 'client', description: 'client_id is missing or unknown' });
  const origin = request.headers.get('origin');
  if (origin !== null && !originsOf(client).has(origin))
    return err({ status: 403, reason: 'origin', description: `Origin ${origin} is not allowed.` });
  return ok({ fields, client });
}
