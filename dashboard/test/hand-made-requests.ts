/**
 * Requests to the Management API that no page sends, by somebody's token: every operation that writes, as openapi.json has them.
 */
import assert from 'node:assert/strict';
import type { Place } from '../../server/test/e2e/harness.ts';

/** Operations that change nothing, and are asked with a body: what is asked is long, or secret, or the words of a command. */
const QUESTIONS =
  /^(?:diagnosis_create|clients_evaluate|branding_preview|email_templates_preview|users_export_create|operator_(?:\w+_(?:list|show)|users_sessions|users_export|audit|inspect|advise|why_\w+|export|test))$/;

type Somebody = { readonly authorization: string; readonly sub: string };

/** Every other operation that is no GET, asked by hand with somebody's token, is refused, and nothing of theirs is in the log. */
export async function changesNothing(
  { issuer, storage }: Place,
  { authorization, sub }: Somebody,
): Promise<void> {
  const described = await fetch(`${issuer}api/v2/openapi.json`);
  const { paths }: Described = JSON.parse(await described.text());
  const headers = { authorization, 'content-type': 'application/json' };
  const statuses: Record<string, number> = {};
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { operationId = '' }] of Object.entries(operations)) {
      if (method === 'get' || operationId === '' || QUESTIONS.test(operationId)) continue;
      const address = path.replace('/clients/{id}', '/clients/looked-at').replaceAll(/\{[^}]+\}/g, 'nobody');
      const body = method === 'delete' ? {} : { body: '{"name":"changed"}' };
      const asked = await fetch(`${issuer}api/v2${address}`, {
        method: method.toUpperCase(),
        headers,
        ...body,
      });
      statuses[operationId] = asked.status;
    }
  assert.ok(Object.keys(statuses).length > 100);
  assert.deepEqual(
    Object.entries(statuses).filter(([, status]) => status !== 403),
    [],
  );
  const { audit } = storage.tenant('t-dev');
  const events = await audit.search({ order: 'newest', limit: 1_000 });
  assert.ok(!events.some(({ actor, type }) => actor === sub && type === 'configuration_changed'));
}

type Described = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
};
