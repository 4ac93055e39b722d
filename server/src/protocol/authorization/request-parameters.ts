/**
 * The parameters of an authorization request (RFC 6749 §4.1.1, OIDC Core §3.1.2.1, Auth0's `audience` and others).
 */

/** Every parameter the request may have, with the longest value accepted. What is not in the table is ignored (RFC 6749 §3.1). */
export const REQUEST_PARAMETERS: ReadonlyMap<string, number> = new Map([
  ['client_id', 256],
  ['redirect_uri', 2_048],
  ['response_type', 64],
  ['response_mode', 64],
  // As long as a request may be (interaction.ts): whatever is refused, it goes back (RFC 6749 §4.1.2.1).
  ['state', Number.POSITIVE_INFINITY],
  ['scope', 8_192],
  ['nonce', 2_048],
  ['code_challenge', 128],
  ['code_challenge_method', 16],
  ['audience', 600],
  ['resource', 600],
  ['prompt', 64],
  ['max_age', 16],
  ['login_hint', 512],
  ['id_token_hint', 8_192],
  ['ui_locales', 256],
  ['screen_hint', 64],
  ['connection', 128],
  ['organization', 256],
  ['invitation', 256],
  ['display', 64],
  ['acr_values', 1_024],
  ['claims', 8_192],
  ['claims_locales', 256],
  ['registration', 65_536],
]);
