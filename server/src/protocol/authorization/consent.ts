/**
 * What a consent covers beside its scopes: the client as the End-User saw it, and where its answers go (OIDC Core §3.1.2.4,
 * RFC 6749 §10.2). Whoever agreed to "Appointments" at app.example did not agree to what took its place.
 */
import type { Client } from '../../resources/client/client.ts';
import { redirectOrigin } from '../client/redirect-uri.ts';
import { sha256 } from '../digest.ts';

export type ConsentSubject = {
  /** Digest of all that the consent page shows of the client. */
  readonly shown: string;
  /** Where answers may go: origins, and schemes of native applications. */
  readonly destinations: readonly string[];
};

/** Of clients as they were read: every silent request asks, and none of them changes its client. */
const subjects = new WeakMap<Client, ConsentSubject>();

/** The client as an End-User agrees to it. */
export function consentSubject(client: Client): ConsentSubject {
  const known = subjects.get(client);
  if (known) return known;
  const subject = readSubject(client);
  subjects.set(client, subject);
  return subject;
}

function readSubject(client: Client): ConsentSubject {
  const { client_name, is_first_party, logo_uri, policy_uri, tos_uri } = client;
  return {
    shown: sha256(JSON.stringify([client_name, is_first_party, logo_uri, policy_uri, tos_uri])),
    destinations: [...new Set(client.redirect_uris.map(redirectOrigin))].sort(),
  };
}

/** Whether who agreed to the one agreed to the other: the same client to see, and no destination that is new. */
export function isCovered(present: ConsentSubject, agreed: ConsentSubject): boolean {
  return (
    present.shown === agreed.shown && present.destinations.every((one) => agreed.destinations.includes(one))
  );
}

/** One value for all of it and the scopes, by which an interaction knows what its consent page showed. */
export function consentDigest(client: Client, scopes: readonly string[]): string {
  return sha256(JSON.stringify([consentSubject(client), scopes]));
}
