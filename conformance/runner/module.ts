/**
 * What a module is, and what it is given: the words that the runner and the modules share.
 */
import type { Finding } from '../checks/finding.ts';
import type { JsonObject } from '../checks/json.ts';
import type { ClientKey } from '../relying-party/client-key.ts';
import type { Listener } from '../relying-party/listener.ts';
import type { Person } from '../walk/user-agent.ts';

export type ResponseType =
  | 'code'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token';

/** The ways of one plan in which a module runs. */
export type Variant = {
  readonly response_type: ResponseType;
  readonly response_mode: 'form_post' | undefined;
  readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
  /** Whether the plan is about dynamic registration: it demands more of the discovery document. */
  readonly dynamic: boolean;
};

/** A client that the operator registered, for issuers without registration. */
export type StaticClient = {
  readonly client_id: string;
  readonly client_secret: string | undefined;
  readonly redirect_uri: string;
};

/** The issuer as a module found it when it began. */
export type Issuer = {
  readonly url: string;
  readonly document: JsonObject;
  readonly jwks: unknown;
};

/** All that a module may use. */
export type Test = {
  readonly issuer: Issuer;
  readonly variant: Variant;
  readonly person: Person;
  readonly listener: Listener;
  readonly staticClient: StaticClient | undefined;
  /** One serves all clients of a run that do not need their own: key pairs are slow to make. */
  readonly clientKey: ClientKey;
  /** Takes findings down; the module goes on. */
  report(findings: readonly Finding[]): void;
  /** Something to undo when the module has ended, however it ended. */
  afterwards(undo: () => Promise<void>): void;
  /** Makes the issuer sign with another key; undefined when nobody told the runner how. */
  readonly rotateKeys: (() => Promise<void>) | undefined;
  /** The published keys of now. */
  readKeys(): Promise<unknown>;
};

export type Module = {
  readonly name: string;
  /** It registers a client with metadata of its own, so a static one will not do. */
  readonly needsRegistration?: true;
  /** Seconds it waits on purpose; those who do not ask for slow modules see it skipped. */
  readonly waits?: number;
  /** Why this issuer need not pass it; undefined when it must. */
  readonly skipWhen?: (test: Test) => string | undefined;
  readonly run: (test: Test) => Promise<void>;
};

/** Ends a module that cannot apply, once that is known only after it has begun. */
export class Skip extends Error {}

/** Ends a module at something after which nothing further can be said. */
export class Stop extends Error {}

/** Now, in whole seconds. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
