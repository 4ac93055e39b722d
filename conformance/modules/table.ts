/**
 * Every module by its name.
 */
import type { Module } from '../runner/module.ts';
import { CLAIM_MODULES } from './claims.ts';
import { DISCOVERY_MODULES } from './discovery.ts';
import { HAPPY_PATH_MODULES } from './happy-path.ts';
import { LOGOUT_MODULES } from './logout.ts';
import { LOGOUT_CHANNEL_MODULES } from './logout-channels.ts';
import { REFUSAL_MODULES } from './refusals.ts';
import { REGISTRATION_MODULES } from './registration.ts';
import { REQUEST_OBJECT_MODULES } from './request-objects.ts';
import { SESSION_MODULES } from './sessions.ts';
import { SIGNATURE_MODULES } from './signatures.ts';
import { TOKEN_MODULES } from './tokens.ts';

export const MODULES: ReadonlyMap<string, Module> = new Map(
  [
    ...HAPPY_PATH_MODULES,
    ...REFUSAL_MODULES,
    ...SIGNATURE_MODULES,
    ...CLAIM_MODULES,
    ...SESSION_MODULES,
    ...TOKEN_MODULES,
    ...REQUEST_OBJECT_MODULES,
    ...REGISTRATION_MODULES,
    ...DISCOVERY_MODULES,
    ...LOGOUT_MODULES,
    ...LOGOUT_CHANNEL_MODULES,
  ].map((module) => [module.name, module]),
);
