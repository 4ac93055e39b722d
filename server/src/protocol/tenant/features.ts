/**
 * The features that are rolled out region by region, a row each: APIs (RFC 6749 §1.1, "resource server") reached the regions
 * one after the other. `tacit rollout` prints what the rows say.
 */

export const FEATURES = {
  api_authorization: 'Resource servers (APIs) and the `audience` parameter of /authorize.',
} as const;

export type Feature = keyof typeof FEATURES;
