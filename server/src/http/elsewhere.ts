/**
 * Requests at a host of a tenant that is not its issuer's: the one by its name beside a domain, the one without the home
 * region, the one with a dot at its end. Cookies and forms belong to the issuer's, so people are led there; programs are
 * answered where they ask, with the same issuer. Which is which says the path's row in openness.ts.
 */
import { elsewhere } from './openness.ts';
import { queryOf } from './query.ts';
import { temporaryRedirect } from './respond.ts';

type Asked = {
  readonly request: Request;
  /** As the route table has it. */
  readonly route: string;
  /** As it was asked for: begins with a slash, so that what stands before it stays the issuer's host. */
  readonly path: string;
  readonly issuer: string;
  /** How a browser is sent on to an address that is as long as whoever asked has made it. */
  readonly leadOn: (location: string) => Response;
};

/** The way to the issuer's host; undefined: it is answered here. */
export function leadToIssuer({ request, route, path, issuer, leadOn }: Asked): Response | undefined {
  const led = elsewhere(route);
  const query = queryOf(request);
  const bare = `${issuer.slice(0, -1)}${path}`;
  const location = `${bare}${query && `?${query}`}`;
  if (led === 'answered') return undefined;
  // What is found there today may not be kept (308) nor change its method on the way (RFC 9110 §15.4.8).
  if (request.method === 'POST')
    return led === 'led on, forms too'
      ? temporaryRedirect(query.length > MAX_BESIDE_FORM ? bare : location)
      : undefined;
  return ['GET', 'HEAD'].includes(request.method) ? leadOn(location) : undefined;
}

/** Characters of a query that a form is sent on with. Its body is what counts, and a proxy has no room for more in a header. */
const MAX_BESIDE_FORM = 2_048;
