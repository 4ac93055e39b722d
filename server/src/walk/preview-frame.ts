/**
 * Documents that the Management API has drawn for whoever may see them, in a frame of the dashboard. They cannot be put there by its
 * script (its policy takes no markup from one), so the page posts them back, and is sent what the API has drawn and nothing else: the
 * API gives a permit with each, which is good for that document, under one policy, for a while.
 */
import type { Exchange } from '../deps.ts';
import { sha256 } from '../protocol/digest.ts';

/** As long as a page of the dashboard remembers what it was answered, and some. */
const LIFETIME = 600;

/** The permit for a document under a policy. */
export function permitFrame(document: string, csp: string, exchange: Exchange): string {
  const until = exchange.deps.now() + LIFETIME;
  return exchange.deps.seal.seal(sealContext(exchange), { digest: digestOf(document), csp, until });
}

/** The policy under which a document may be shown; undefined: it is none of ours, or was. */
export function framePolicy(document: string, permit: string, exchange: Exchange): string | undefined {
  const { digest, csp, until } = exchange.deps.seal.open(sealContext(exchange), permit) ?? {};
  const isGood = typeof until === 'number' && until > exchange.deps.now();
  const isOurs = isGood && digest === digestOf(document);
  return isOurs && typeof csp === 'string' ? csp : undefined;
}

/** A form sends each line break as two characters (HTML §4.10.21.8). */
function digestOf(document: string): string {
  return sha256(document.replaceAll(/\r\n?/g, '\n'));
}

function sealContext({ tenant: { tenant_id } }: Exchange) {
  return { purpose: 'preview', tenant_id } as const;
}
