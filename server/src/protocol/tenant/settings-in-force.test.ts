import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TENANT_SETTINGS_DEFAULTS } from '../../resources/tenant/settings.ts';
import { settingsInForce } from './settings-in-force.ts';

test('FU-08 tenant: what strangers need is off; one switch turns all of it on, whatever is said beside it', () => {
  const { mcp_clients, client_id_metadata_documents, dynamic_registration } = TENANT_SETTINGS_DEFAULTS;
  assert.deepEqual([mcp_clients, client_id_metadata_documents, dynamic_registration], [false, false, 'off']);
  assert.equal(settingsInForce(TENANT_SETTINGS_DEFAULTS), TENANT_SETTINGS_DEFAULTS);
  const on = settingsInForce({ ...TENANT_SETTINGS_DEFAULTS, mcp_clients: true });
  assert.deepEqual([on.client_id_metadata_documents, on.dynamic_registration], [true, 'open']);
  assert.equal(on.unsafe_redirects_at_registration, true);
});
