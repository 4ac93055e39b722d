/**
 * The dashboard: files that were built before, under a policy that lets nothing run or load but them. Every path below that is no file
 * is the one page, whose script reads the address. What it shows it asks of the Management API, as its user.
 */
import type { Exchange, Handler } from '../deps.ts';
import { asset, empty, page, seeOther } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { dashboardMissingPage } from '../pages/dashboard-missing.ts';
import { plainLook, styleSources } from '../pages/look/look.ts';
import { chooseText } from '../pages/text/languages.ts';
import { type BuiltFile, encodingFor } from './built-files.ts';
import { DASHBOARD_POLICY } from './policy.ts';

const ROOT = '/dashboard/';

/** GET /dashboard/ and below. */
export const dashboard: Handler = async (exchange) => {
  const { path, request, deps } = exchange;
  if (!path.startsWith(ROOT)) return seeOther(ROOT);
  const name = path.slice(ROOT.length);
  if (!name.startsWith('assets/')) return index(exchange);
  const file = await deps.dashboard.find(name);
  // Their names hold a hash of what is in them, so they never change.
  return file ? sent(file, request, { 'cache-control': 'public, max-age=31536000, immutable' }) : empty(404);
};

async function index({ request, deps }: Exchange): Promise<Response> {
  const file = await deps.dashboard.find('index.html');
  if (!file) return missing(request);
  const document = new TextDecoder().decode(file.bytes.identity);
  return page(document, { status: 200, csp: DASHBOARD_POLICY });
}

function missing(request: Request): Response {
  const look = plainLook(chooseText(undefined, request.headers.get('accept-language') ?? undefined));
  return page(dashboardMissingPage(look), {
    status: 503,
    csp: contentSecurityPolicy({ styles: styleSources(look) }),
  });
}

function sent(file: BuiltFile, request: Request, caching: Readonly<Record<string, string>>): Response {
  const encoding = encodingFor(request, file);
  const headers = {
    ...caching,
    'content-type': file.type,
    vary: 'Accept-Encoding',
    // The same bytes compressed otherwise are another representation (RFC 9110 §8.8.3.3).
    etag: encoding === 'identity' ? file.etag : file.etag.replace(/"$/, `-${encoding}"`),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  };
  if (request.headers.get('if-none-match') === headers.etag) return empty(304, { headers });
  return asset(file.bytes[encoding], { headers });
}
