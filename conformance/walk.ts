/**
 * `npm run walk`: signs in through the implicit grant without a browser, over HTTP and plain forms, checks what comes
 * back as a client must (OIDC Core §3.2.2), asks the API with it, and stops at the first surprise.
 */
import { randomBytes } from 'node:crypto';
import { readError, readResponse, type Sent, type Tokens } from './walk/authorization-response.ts';
import { type Browser, createBrowser } from './walk/browser.ts';
import { discover, type Metadata, member } from './walk/metadata.ts';
import { exampleOptions, type Options, readOptions, USAGE } from './walk/options.ts';
import { startOwnStack } from './walk/own-stack.ts';
import { createPrinter, type Printer } from './walk/printer.ts';
import { verifyAccessToken, verifyIdToken } from './walk/tokens.ts';

type Walk = {
  readonly options: Options;
  readonly metadata: Metadata;
  readonly printer: Printer;
  readonly browser: Browser;
};

const RESPONSE_TYPE = 'id_token token';
/** What a server may say to `prompt=none` when it cannot answer without the End-User (OIDC Core §3.1.2.6). */
const SILENT_REFUSALS: ReadonlySet<string> = new Set([
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
]);

const printer = createPrinter((line) => console.log(line));
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === undefined) return 2;
  try {
    if (options === 'help') console.log(USAGE);
    else if (options === 'own') await walkOwnStack();
    else await walk(options);
    return 0;
  } catch (error) {
    printer.failure(describe(error));
    return 1;
  }
}

/** Undefined: what is wrong with the call was said, and how it is called. */
function optionsOf(args: readonly string[]): ReturnType<typeof readOptions> | undefined {
  try {
    return readOptions(args, process.env);
  } catch (error) {
    console.error(`${describe(error)}\n${USAGE}`);
    return undefined;
  }
}

async function walkOwnStack(): Promise<void> {
  const stack = await startOwnStack();
  try {
    await walk(exampleOptions(stack));
  } finally {
    await stack.stop();
  }
}

async function walk(options: Options): Promise<void> {
  printer.hide([options.password]);
  const metadata = await discover(options.issuer, printer);
  const browser = createBrowser(options.redirect_uri, printer);
  const context: Walk = { options, metadata, printer, browser };
  await refuseUnregisteredRedirect(context);
  const tokens = await signIn(context);
  await askUserinfo(context, tokens);
  await askApi(context, tokens);
  await renewSilently(context, tokens);
  printer.check('walked to the end without a surprise');
}

/** An address nobody registered must get a page and never a redirect: the token would be the attacker's. */
async function refuseUnregisteredRedirect({ options, metadata }: Walk): Promise<void> {
  const elsewhere = new URL('/not-registered', options.redirect_uri).href;
  const url = authorizationUrl({ ...options, redirect_uri: elsewhere }, metadata, freshRequest(metadata));
  const arrival = await createBrowser(elsewhere, printer).open(url);
  if (arrival.kind === 'redirect_uri')
    throw new Error('The server redirects to an unregistered redirect_uri.');
  if (arrival.page.status < 400) {
    throw new Error(
      `The server answered ${arrival.page.status} to an unregistered redirect_uri, not an error.`,
    );
  }
  printer.check('an unregistered redirect_uri gets an error page and no redirect');
}

async function signIn(context: Walk): Promise<Tokens & { readonly sub: unknown }> {
  const { options, metadata, browser } = context;
  const sent = freshRequest(metadata);
  const arrival = await browser.open(authorizationUrl(options, metadata, sent));
  const location = await browser.signIn(arrival, options);
  const tokens = readResponse(location, sent);
  printer.check('authorization response: state, iss, members hold; tokens in the fragment only');
  refuseOtherState(location, sent);
  const sub = await verifyTokens(context, tokens, sent);
  return { ...tokens, sub };
}

/** A walk that takes any state would prove nothing: the same response must not pass for another request's. */
function refuseOtherState(location: URL, sent: Sent): void {
  try {
    readResponse(location, { ...sent, state: freshState() });
  } catch {
    printer.check('the same response is refused for a request with another state');
    return;
  }
  throw new Error('The walk took a response with the state of another request.');
}

async function verifyTokens(context: Walk, tokens: Tokens, sent: Sent): Promise<unknown> {
  const { options } = context;
  const { access_token, id_token } = tokens;
  if (id_token === undefined || access_token === undefined)
    throw new Error('readResponse let no token through.');
  printer.hide([id_token, access_token]);
  const expected = { client_id: options.client_id, nonce: sent.nonce, access_token };
  const claims = await verifyIdToken(id_token, expected, context);
  await verifyAccessToken(access_token, options, context);
  return claims.sub;
}

/** The token must open the userinfo endpoint, unless its audience is the API alone. */
async function askUserinfo({ options, metadata }: Walk, tokens: Tokens & { sub: unknown }): Promise<void> {
  const { userinfo_endpoint } = metadata;
  if (!userinfo_endpoint || !options.scope.split(' ').includes('openid')) return;
  const { status, body } = await ask(userinfo_endpoint, tokens.access_token);
  if (status !== 200 && options.audience !== undefined) {
    printer.note(`userinfo answers ${status} to a token for ${options.audience}`);
    return;
  }
  if (status !== 200) throw new Error(`The userinfo endpoint answered ${status} to its own token.`);
  if (member(body, 'sub') !== tokens.sub)
    throw new Error("userinfo and ID token differ in 'sub' (OIDC Core §5.3.2).");
  printer.check("userinfo: the same 'sub' as the ID token");
}

/** The API must answer the access token, and neither no token nor the ID token. */
async function askApi({ options }: Walk, tokens: Tokens): Promise<void> {
  if (options.api === undefined) return;
  const api = new URL(options.api);
  if (!(await isReachable(api))) {
    printer.note(`nobody listens at ${api.origin}: the API was not asked`);
    return;
  }
  const cases = [
    { what: 'no token', token: undefined, status: 401 },
    { what: 'the ID token', token: tokens.id_token, status: 401 },
    { what: 'the access token', token: tokens.access_token, status: 200 },
  ];
  for (const { what, token, status: expected } of cases) {
    const { status } = await ask(api, token);
    if (status !== expected) throw new Error(`The API answered ${status} to ${what}, not ${expected}.`);
    printer.check(`the API answers ${status} to ${what}`);
  }
}

/** A second, silent request on the same session: its own state comes back, and the same End-User or a known refusal. */
async function renewSilently(context: Walk, first: Tokens & { sub: unknown }): Promise<void> {
  const { options, metadata, browser } = context;
  const sent = freshRequest(metadata);
  const url = authorizationUrl(options, metadata, sent);
  url.searchParams.set('prompt', 'none');
  const arrival = await browser.open(url);
  if (arrival.kind === 'page') throw new Error('The server showed a page although prompt=none forbids it.');
  const error = readError(arrival.location, sent);
  if (error !== undefined) {
    if (!SILENT_REFUSALS.has(error)) throw new Error(`The server refused prompt=none with ${error}.`);
    printer.check(`prompt=none: ${error}, with the state that was sent`);
    return;
  }
  const sub = await verifyTokens(context, readResponse(arrival.location, sent), sent);
  if (sub !== first.sub) throw new Error('prompt=none answered for another End-User.');
  printer.check('prompt=none: renewed without a page, with the state that was sent');
}

async function ask(url: URL, token: string | undefined): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers });
  const text = await response.text();
  printer.hop(`GET ${url.origin}${url.pathname}`, String(response.status));
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: json ? JSON.parse(text) : text };
}

async function isReachable(url: URL): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD' });
    return true;
  } catch {
    return false;
  }
}

/** State with characters that a careless server changes on its way (RFC 6749 §4.2.2: the exact value). */
function freshState(): string {
  return `${randomBytes(16).toString('base64')}&=+ %2F~`;
}

function freshRequest(metadata: Metadata): Sent {
  return {
    response_type: RESPONSE_TYPE,
    state: freshState(),
    nonce: randomBytes(16).toString('base64url'),
    issuer: metadata.issuer,
    iss_promised: metadata.authorization_response_iss_parameter_supported,
  };
}

function authorizationUrl(options: Options, metadata: Metadata, sent: Sent): URL {
  const url = new URL(metadata.authorization_endpoint);
  const { client_id, redirect_uri, scope, audience } = options;
  const { response_type, state, nonce } = sent;
  const parameters = { client_id, redirect_uri, response_type, scope, state, nonce };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (audience !== undefined) url.searchParams.set('audience', audience);
  return url;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error && error.message === 'fetch failed' ? error.cause : undefined;
  return cause
    ? `The server cannot be reached: ${'code' in cause ? cause.code : cause.message}.`
    : error.message;
}
