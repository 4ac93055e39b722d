/**
 * The features that are rolled out region by region, a row each.
 */

export const FEATURES = {
  /** Doc lines are what `tacit rollout` prints. */
  api_authorization: 'Resource servers (APIs) and the `audience` parameter of /authorize.',
} as const;

export type Feature = keyof typeof FEATURES;
