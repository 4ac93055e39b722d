/**
 * The features that are rolled out region by region, a row each; `tacit rollout` prints what they say.
 */

export const FEATURES = {
  api_authorization: 'Resource servers (APIs) and the `audience` parameter of /authorize.',
} as const;

export type Feature = keyof typeof FEATURES;
