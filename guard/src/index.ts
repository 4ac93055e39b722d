/**
 * @tacit/guard: protects an HTTP API with access tokens (RFC 6750, RFC 9068).
 */
export type { AccessToken } from './access-token/access-token.ts';
export type { Algorithm } from './access-token/algorithms.ts';
export { type Guard, guard } from './guard.ts';
export { GuardError, type GuardErrorCode } from './guard-error.ts';
export type { Reason } from './protected-resource/refusal.ts';
export { type Requirement, requireScope, requireUser } from './protected-resource/requirement.ts';
export type { ResourceMetadataOptions } from './protected-resource/resource-metadata.ts';
export type { GuardOptions, RefusalReport } from './settings.ts';
