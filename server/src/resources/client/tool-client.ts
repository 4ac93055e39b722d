/**
 * The client that is built in for the operator's tool: a program on somebody's own machine (RFC 8252). Any program can be it, so whoever
 * signs in is asked each time; what it may do is what its user's roles hold.
 */
import { TOOL_CLIENT_ID } from '../../protocol/tenant/names.ts';
import { CLIENT_DEFAULTS, type Client } from './client.ts';

/** What somebody has typed whom it leads to sign in. */
export const TOOL_SIGN_IN = 'tacit login';

/** The operator's tool, at every tenant; it is not stored, so it cannot be changed. */
export const TOOL_CLIENT: Client = {
  ...CLIENT_DEFAULTS,
  client_id: TOOL_CLIENT_ID,
  client_name: 'Tacit command line',
  app_type: 'native',
  is_built_in: true,
  // At any port (RFC 8252 §7.3).
  redirect_uris: ['http://127.0.0.1/signed-in'],
};
