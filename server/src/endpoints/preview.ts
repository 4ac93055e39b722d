/**
 * A document that the Management API has drawn (walk/preview-frame.ts), as a picture: in a sandbox (CSP 3 §6.4) it has no origin, runs
 * nothing, sends no form and leads nowhere. It looks at no cookie.
 */
import type { Handler } from '../deps.ts';
import { readForm } from '../http/form.ts';
import { page } from '../http/respond.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { framePolicy } from '../walk/preview-frame.ts';
import { refuseUnreadable } from '../walk/reply.ts';

/** The longest mail (resources/tenant/mail-liquid.ts), each character of it three bytes, and each of these three characters in a form. */
const MAX_BYTES = 1_048_576;

/** POST /dashboard/preview. */
export const preview: Handler = async (exchange) => {
  const { request } = exchange;
  const form = await readForm(request, MAX_BYTES);
  const sent = form.ok ? parseParameters(form.value) : form;
  if (!sent.ok) return refuseUnreadable(exchange);
  const [document = '', permit = ''] = ['document', 'permit'].map((name) => parameter(sent.value, name));
  const csp = framePolicy(document, permit, exchange);
  // As a document of its own it would be a page at our address that says what somebody else has written.
  const isFramed = (request.headers.get('sec-fetch-dest') ?? 'iframe') === 'iframe';
  if (csp === undefined || !isFramed) return refuseUnreadable(exchange);
  return page(document, { status: 200, csp: `${csp}; sandbox` });
};
