/**
 * The route table, a line an endpoint, and what happens to every request before and after its handler: the Host header
 * chooses the tenant, and the one catch turns a bug into `server_error` and an outage into `temporarily_unavailable`.
 */
import { type HttpBindings, RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { showAddFactor, submitAddFactor } from './account/add-factor.ts';
import { showApplications, submitApplications } from './account/applications.ts';
import { showConfirmEmail, submitConfirmEmail } from './account/confirm-email.ts';
import { showEmail, submitEmail } from './account/email.ts';
import { showFactors, submitFactors } from './account/factors.ts';
import { showData, submitData } from './account/own-data.ts';
import { showPassword, submitPassword } from './account/password.ts';
import { showProfile, submitProfile } from './account/profile.ts';
import { showRemoveAccount, submitKeepAccount, submitRemoveAccount } from './account/remove-account.ts';
import { showSessions, submitSessions } from './account/sessions.ts';
import { submitSignOut } from './account/sign-out.ts';
import { dashboard } from './dashboard/dashboard.ts';
import type { Deps, Exchange, Handler } from './deps.ts';
import { authorization } from './endpoints/authorization.ts';
import { showAvatar } from './endpoints/avatar.ts';
import { discovery, jwks } from './endpoints/discovery.ts';
import { answerFailure, serverError } from './endpoints/failure.ts';
import { changePassword, favicon, front } from './endpoints/front.ts';
import { createReadiness, createWriteCheck, health } from './endpoints/health.ts';
import { introspection } from './endpoints/introspection.ts';
import { logout } from './endpoints/logout.ts';
import { mailbox, mailboxJson } from './endpoints/mailbox.ts';
import { createOutages, type Outages } from './endpoints/outages.ts';
import { preview } from './endpoints/preview.ts';
import { registerClient, removeClient, showClient, updateClient } from './endpoints/registration.ts';
import { revocation } from './endpoints/revocation.ts';
import { checkSession } from './endpoints/session-frame.ts';
import { suspendedTenant } from './endpoints/suspended-tenant.ts';
import { token } from './endpoints/token.ts';
import { unknownHost } from './endpoints/unknown-host.ts';
import { userinfo } from './endpoints/userinfo.ts';
import { type Arrivals, createArrivals } from './http/arrival.ts';
import { leadToIssuer } from './http/elsewhere.ts';
import {
  CLOSED_HEADERS,
  closeDocument,
  isForPrograms,
  isReadByPages,
  opennessHeaders,
  type Path,
} from './http/openness.ts';
import { isAtOwnMachine } from './http/own-machine.ts';
import { isPrefetch } from './http/prefetch.ts';
import { empty, preflight } from './http/respond.ts';
import { strictTransportSecurity } from './http/security-headers.ts';
import { changePasswordByApi, signUpByApi } from './login/accounts/dbconnections.ts';
import { showSignUp, submitSignUp } from './login/accounts/signup.ts';
import { showVerifyEmail, submitVerifyEmail } from './login/accounts/verify-email.ts';
import { showConsent, submitConsent } from './login/consent.ts';
import { showSecondFactor, submitSecondFactor } from './login/factors/second-factor.ts';
import { showEnrolment, submitEnrolment } from './login/factors/second-factor-enrolment.ts';
import { showLogin, submitLogin } from './login/login.ts';
import { showChoosePassword, submitChoosePassword } from './login/passwords/choose-password.ts';
import { showResetPassword, submitResetPassword } from './login/passwords/reset-password.ts';
import { showPasswordless, submitPasswordless } from './login/ways/passwordless.ts';
import {
  redirectPasswordless,
  refuseCrossOrigin,
  startPasswordless,
  verifyPasswordless,
} from './login/ways/passwordless-api.ts';
import { showSignInLink, submitSignInLink } from './login/ways/sign-in-link.ts';
import { endSessionRequest, showLogout, submitLogout } from './logout/rp-initiated.ts';
import { jobFile } from './management/families/jobs/job-file.ts';
import { management, managementDocument } from './management/management.ts';
import { myAccount, myAccountDocument } from './me/my-account.ts';
import type { FoundTenant } from './tenants/tenants.ts';
import { errorDocument } from './walk/error-document.ts';
import { leadOn } from './walk/reply.ts';

type Methods = Readonly<Record<string, Handler>>;

/**
 * Every endpoint of a tenant. A method that is not in a row is answered 405, so HEAD never issues anything, and OPTIONS is a
 * preflight or nothing. What a path may be opened, framed and read by is its row in http/openness.ts.
 */
const ROUTES: Readonly<Record<Path, Methods>> = {
  '/': { GET: front, HEAD: front },
  '/authorize': { GET: authorization, POST: authorization },
  '/login': { GET: showLogin, POST: submitLogin },
  '/signup': { GET: showSignUp, POST: submitSignUp },
  '/verify-email': { GET: showVerifyEmail, POST: submitVerifyEmail },
  '/reset-password': { GET: showResetPassword, POST: submitResetPassword },
  '/reset-password/choose': { GET: showChoosePassword, POST: submitChoosePassword },
  '/dbconnections/signup': { POST: signUpByApi },
  '/dbconnections/change_password': { POST: changePasswordByApi },
  '/passwordless': { GET: showPasswordless, POST: submitPasswordless },
  '/passwordless/link': { GET: showSignInLink, POST: submitSignInLink },
  '/passwordless/start': { POST: startPasswordless },
  '/passwordless/verify': { POST: verifyPasswordless },
  '/passwordless/verify_redirect': { GET: redirectPasswordless },
  '/co/authenticate': { POST: refuseCrossOrigin },
  '/mfa': { GET: showSecondFactor, POST: submitSecondFactor },
  '/mfa/enroll': { GET: showEnrolment, POST: submitEnrolment },
  '/consent': { GET: showConsent, POST: submitConsent },
  '/account': { GET: showProfile, POST: submitProfile },
  '/account/email': { GET: showEmail, POST: submitEmail },
  '/account/confirm-email': { GET: showConfirmEmail, POST: submitConfirmEmail },
  '/account/password': { GET: showPassword, POST: submitPassword },
  '/account/factors': { GET: showFactors, POST: submitFactors },
  '/account/factors/add': { GET: showAddFactor, POST: submitAddFactor },
  '/account/sessions': { GET: showSessions, POST: submitSessions },
  '/account/applications': { GET: showApplications, POST: submitApplications },
  '/account/data': { GET: showData, POST: submitData },
  '/account/data/delete': { GET: showRemoveAccount, POST: submitRemoveAccount },
  '/account/keep': { POST: submitKeepAccount },
  '/account/sign-out': { POST: submitSignOut },
  '/dashboard/preview': { POST: preview },
  '/dashboard/*': { GET: dashboard, HEAD: dashboard },
  '/oauth/token': { POST: token },
  '/oauth/introspect': { POST: introspection },
  '/oauth/revoke': { POST: revocation },
  '/oidc/logout': { GET: endSessionRequest, POST: endSessionRequest },
  '/logout': { GET: showLogout, POST: submitLogout },
  '/oidc/session': { GET: checkSession },
  '/oidc/register': { POST: registerClient },
  '/oidc/register/:client_id': { GET: showClient, PUT: updateClient, DELETE: removeClient },
  '/userinfo': { GET: userinfo, POST: userinfo },
  '/avatar/:file': { GET: showAvatar, HEAD: showAvatar },
  '/v2/logout': { GET: logout },
  '/favicon.ico': { GET: favicon, HEAD: favicon },
  '/dev/mailbox': { GET: mailbox },
  '/dev/mailbox.json': { GET: mailboxJson },
  '/api/v2/openapi.json': { GET: managementDocument, HEAD: managementDocument },
  '/api/v2/*': { GET: management, POST: management, PUT: management, PATCH: management, DELETE: management },
  '/me/v1/openapi.json': { GET: myAccountDocument, HEAD: myAccountDocument },
  '/me/v1/*': { GET: myAccount, POST: myAccount, PATCH: myAccount, DELETE: myAccount },
  '/jobs/:file': { GET: jobFile },
  '/.well-known/change-password': { GET: changePassword, HEAD: changePassword },
  '/.well-known/openid-configuration': { GET: discovery, HEAD: discovery },
  '/.well-known/oauth-authorization-server': { GET: discovery, HEAD: discovery },
  '/.well-known/jwks.json': { GET: jwks, HEAD: jwks },
};

type Probe = () => Promise<Response>;

/** Asked by machines, and by browsers of themselves, at whatever address they know, so before any tenant is chosen. */
function probes(readiness: Probe): Readonly<Record<string, Probe>> {
  return { '/healthz': health, '/readyz': readiness };
}

type Edge = { Bindings: HttpBindings };

/** The server as a function from Request to Response. */
export function createApp(deps: Deps): Hono<Edge> {
  const app = new Hono<Edge>();
  const checkWrite = createWriteCheck(deps.storage);
  const outages = createOutages({ log: deps.log, check: checkWrite });
  const readiness = createReadiness({ ...deps, checkWrite, isRefusing: outages.isRefusing });
  const server = { deps, outages, arrivals: createArrivals(deps) };
  for (const [path, probe] of Object.entries(probes(readiness))) {
    app.get(path, ({ env }) => {
      send(CLOSED_HEADERS, env);
      return probe();
    });
  }
  for (const [path, methods] of Object.entries(ROUTES)) {
    app.all(path, ({ req, env }) => answer({ request: req.raw, env, path, methods }, server));
  }
  app.notFound(({ req, env }) => {
    const request_id = nameRequest(env, deps);
    const description = 'there is no such page';
    return errorDocument(req.raw, { kind: 'not_found', status: 404, description, request_id });
  });
  // Past the catch of answer() there are the probes and what stands around it; the framework would write to stderr.
  app.onError((error, { req, env }) => {
    const request_id = nameRequest(env, deps);
    deps.log.error({ request_id, method: req.method, path: pathOf(req.raw), err: error }, 'failed');
    return serverError(req.raw, request_id);
  });
  return app;
}

/** The answer where there is no Request to answer: a target or a Host header of which no address can be made (RFC 9112 §3.2). */
export function refuseUnreadable(deps: Deps): (error: unknown) => Response {
  return (error) => {
    const request_id = deps.random(12);
    const isUnreadable = error instanceof RequestError;
    if (isUnreadable) deps.log.info({ request_id, err: error }, 'the request cannot be read');
    else deps.log.error({ request_id, err: error }, 'failed');
    const description = 'the request cannot be read';
    const document = isUnreadable
      ? errorDocument(undefined, { kind: 'incomplete', status: 400, description, request_id })
      : serverError(undefined, request_id);
    for (const [name, value] of Object.entries(headersOfAll({ request_id, host: '' }, deps)))
      document.headers.set(name, value);
    return document;
  };
}

type Arrival = {
  readonly request: Request;
  readonly env: HttpBindings;
  /** As the table has it. */
  readonly path: string;
  readonly methods: Methods;
};

type Server = { readonly deps: Deps; readonly outages: Outages; readonly arrivals: Arrivals };

/** The answer, and what its path says of it, whatever came of the handler. */
async function answer(arrival: Arrival, server: Server): Promise<Response> {
  const { request, env, path } = arrival;
  const response = await handle(arrival, server);
  send(opennessHeaders(path, { request, status: response.status }), env);
  // A redirect is no document, and the answer that is given most.
  return response.status === 303 ? response : closeDocument(response, path);
}

async function handle(arrival: Arrival, { deps, outages, arrivals }: Server): Promise<Response> {
  const { request, env, path, methods } = arrival;
  const request_id = nameRequest(env, deps);
  const line = { request_id, method: request.method, path: pathOf(request) };
  try {
    if (isPrefetch(request)) return empty(403);
    const arrived = arrivals(env.incoming);
    const found = arrived.isSoleHost ? await deps.tenants.find(arrived.host) : undefined;
    const asked = { ...arrived, request, path: pathOf(request), request_id };
    if (!found)
      return closeDocument(await unknownHost({ ...asked, isForPrograms: isForPrograms(path) }, deps));
    if (found.tenant.suspended && request.method !== 'OPTIONS')
      return suspendedTenant({ request, request_id, path, line }, deps);
    const led = found.isAtIssuer
      ? undefined
      : leadToIssuer({
          ...{ ...asked, issuer: found.issuer, route: path },
          leadOn: (location) => leadOn(location, { request, tenant: found.tenant }),
        });
    const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    const response =
      led ?? (await handler?.(openExchange(asked, found, deps))) ?? answerMethod(arrival, request_id);
    deps.log.debug({ ...line, status: response.status }, 'answered');
    return response;
  } catch (error) {
    return answerFailure(error, { request, request_id, path, line, outages, deps });
  }
}

/** Gives the request its name, and its answer the headers that depend on no handler and no path. */
function nameRequest(env: HttpBindings, deps: Deps): string {
  const request_id = deps.random(12);
  send(headersOfAll({ request_id, host: env.incoming.headers.host ?? '' }, deps), env);
  return request_id;
}

type Named = { readonly request_id: string; readonly host: string };

function headersOfAll({ request_id, host }: Named, { config }: Deps): Readonly<Record<string, string>> {
  const overTls = strictTransportSecurity(config.baseUrl, host);
  return { 'x-request-id': request_id, ...CLOSED_HEADERS, ...overTls };
}

/** Headers that stand whatever the handler answers, unless it says the same header otherwise. */
function send(headers: Readonly<Record<string, string>>, { outgoing }: HttpBindings): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
}

type Asked = Pick<Exchange, 'request' | 'path' | 'request_id' | 'address'> & { readonly host: string };

function openExchange(
  { request, path, request_id, address, host }: Asked,
  found: FoundTenant,
  deps: Deps,
): Exchange {
  return {
    ...found,
    request,
    path,
    request_id,
    address,
    isDeveloper: isAtOwnMachine({ baseUrl: deps.config.baseUrl, host, address, headers: request.headers }),
    secure: found.issuer.startsWith('https:'),
    records: deps.storage.tenant(found.tenant.tenant_id),
    deps,
  };
}

/** A method that the row has not: a preflight where pages may ask; a page where a browser went to what takes forms alone. */
function answerMethod({ request, path, methods }: Arrival, request_id: string): Response {
  const names = Object.keys(methods);
  const isAsked = isReadByPages(path);
  if (isAsked && request.method === 'OPTIONS') return preflight(request, names);
  const allow = [...names, ...(isAsked ? ['OPTIONS'] : [])].join(', ');
  if (request.method !== 'GET' || isForPrograms(path)) return empty(405, { headers: { allow } });
  const description = `the method is not allowed here: ${allow}`;
  const document = errorDocument(request, { kind: 'method', status: 405, description, request_id, path });
  document.headers.set('allow', allow);
  return document;
}

/** A path without its query: what a query holds belongs to nobody's log. */
function pathOf({ url }: Request): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2)).split('?', 1)[0] ?? '';
}
