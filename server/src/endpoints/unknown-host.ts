/**
 * The answer at a host that leads to no tenant (RFC 9110 §15.5.20): people are told which host it was, programs that it is none.
 */
import type { Deps } from '../deps.ts';
import { acceptsPages } from '../http/accept.ts';
import { isAtOwnMachine } from '../http/own-machine.ts';
import { json, page } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { shownInLog } from '../http/unknown-hosts.ts';
import { unknownHostPage } from '../pages/front.ts';
import { plainLook, styleSources } from '../pages/look/look.ts';
import { chooseText } from '../pages/text/languages.ts';
import { neighbourOf } from './front.ts';

type Stranger = {
  readonly request: Request;
  readonly request_id: string;
  readonly path: string;
  /** As it came; empty where there was none. */
  readonly host: string;
  readonly address: string;
  /** The path is one for programs. */
  readonly isForPrograms: boolean;
};

const STATUS = 421;

/** A page or JSON; the log has it either way. */
export async function unknownHost(stranger: Stranger, deps: Deps): Promise<Response> {
  const { request, request_id, path, host, address } = stranger;
  deps.unknownHosts.warn(host, { request_id, path });
  const { headers } = request;
  const isOwn = isAtOwnMachine({ baseUrl: deps.config.baseUrl, host, address, headers });
  const tenants = isOwn ? (await deps.tenants.list()).map(neighbourOf) : undefined;
  if (stranger.isForPrograms || !acceptsPages(request)) {
    // A page of any site may ask in the developer's browser, and read what it is answered: it says where it is from.
    const isTold = tenants !== undefined && !headers.has('origin');
    const there = isTold && { host: shownInLog(host), issuers: tenants.map(({ issuer }) => issuer) };
    const error_description = 'no tenant lives at this host';
    return json({ error: 'invalid_request', error_description, ...(there || {}) }, { status: STATUS });
  }
  const look = plainLook(chooseText(undefined, headers.get('accept-language') ?? undefined));
  const document = unknownHostPage({ look, host, tenants, request_id });
  return page(document, { status: STATUS, csp: contentSecurityPolicy({ styles: styleSources(look) }) });
}
