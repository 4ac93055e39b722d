/**
 * @tacit/guard: protects an HTTP API with access tokens (RFC 6750, RFC 9068).
 */
export type { AccessToken } from './access-token.ts';
export type { Algorithm } from './algorithms.ts';
export { type Guard, guard } from './guard.ts';
export { GuardError, type GuardErrorCode } from './guard-error.ts';
export type { Reason } from './refusal.ts';
export { type Requirement, requireScope, requireUser } from './requirement.ts';
export type { ResourceMetadataOptions } from './resource-metadata.ts';
export type { GuardOptions, RefusalReport } from './settings.ts';
