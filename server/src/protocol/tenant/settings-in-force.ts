/**
 * What the settings of a tenant mean together (RFC 7591 §3, OAuth Client ID Metadata Document §5): one switch stands for several.
 */
import type { TenantSettings } from '../../resources/tenant/settings.ts';

/** What the one switch turns on, whatever is said of it beside: a row for each setting that MCP clients need. */
export const FOR_MCP_CLIENTS = {
  dynamic_registration: 'open',
  client_id_metadata_documents: true,
  unsafe_redirects_at_registration: true,
} as const satisfies Partial<TenantSettings>;

/** The settings as they count: what one of them turns on is on. */
export function settingsInForce(settings: TenantSettings): TenantSettings {
  return settings.mcp_clients ? { ...settings, ...FOR_MCP_CLIENTS } : settings;
}
