/**
 * How other clients learn that a session has ended: by a frame of the browser (OIDC Front-Channel Logout), by a request
 * of the server's (OIDC Back-Channel Logout), or by asking (OIDC Session Management).
 */
import { must, should } from '../checks/finding.ts';
import { readSignedToken } from '../checks/id-token.ts';
import { isText } from '../checks/json.ts';
import { checkFrontchannelFrame, checkLogoutToken } from '../checks/logout-token.ts';
import { obtainClient, registerClient } from '../relying-party/client.ts';
import { ask } from '../relying-party/http.ts';
import { logOut } from '../relying-party/logout.ts';
import { signIn } from '../relying-party/sign-in.ts';
import { beginVisit, endpoint } from '../relying-party/visit.ts';
import { type Module, nowSeconds, Stop } from '../runner/module.ts';
import { readFrames } from '../walk/html-form.ts';
import { unlessOffered } from './discovery.ts';
import { expectReturn, logoutParameters } from './logout.ts';

type Run = Module['run'];

const FRAME = 'https://relying-party.example/frontchannel_logout';
const DELIVERY_LIMIT_MS = 10_000;

const frontchannel: Run = async (test) => {
  const client = await registerClient(test, {
    frontchannel_logout_uri: FRAME,
    frontchannel_logout_session_required: true,
  });
  const visit = beginVisit(test, client);
  const signedIn = await signIn(visit);
  const { sid } = signedIn.idToken.claims;
  const sent = logoutParameters(client, signedIn);
  const result = await logOut(visit, sent);
  const frame = result.pages
    .flatMap(({ html, url }) => readFrames(html).map((src) => new URL(src, url)))
    .find(({ origin, pathname }) => `${origin}${pathname}` === FRAME);
  test.report(must(isText(sid), 'ID token: no sid'));
  if (!frame) throw new Stop('no page of the logout has a frame with the frontchannel_logout_uri');
  test.report(checkFrontchannelFrame(frame, { issuer: test.issuer.url, sid }));
  await expectReturn(visit, { sent, result });
};

const backchannel: Run = async (test) => {
  const mailbox = test.listener.openMailbox();
  const client = await registerClient(test, {
    backchannel_logout_uri: mailbox.url,
    backchannel_logout_session_required: true,
  });
  const visit = beginVisit(test, client);
  const signedIn = await signIn(visit);
  const sent = logoutParameters(client, signedIn);
  const result = await logOut(visit, sent);
  const { contentType, parameters } = await mailbox.first(DELIVERY_LIMIT_MS);
  const token = await readSignedToken(
    parameters.get('logout_token') ?? '',
    await test.readKeys(),
    'logout token',
  );
  const others = [...parameters.keys()].filter((name) => name !== 'logout_token');
  const { claims: idToken } = signedIn.idToken;
  test.report([
    ...must(contentType.startsWith('application/x-www-form-urlencoded'), 'logout token: not sent as a form'),
    ...should(others.length === 0, `logout token: extra parameters ${others.join(', ')}`),
    ...must(isText(idToken['sid']), 'ID token: no sid, though the client demands it'),
    ...token.findings,
    ...checkLogoutToken(token.claims, {
      issuer: test.issuer.url,
      client_id: client.client_id,
      idToken,
      now: nowSeconds(),
    }),
  ]);
  await expectReturn(visit, { sent, result });
};

/** Without a real browser the frame's script cannot be asked; that it may be framed at all can be seen. */
const sessionManagement: Run = async (test) => {
  const client = await obtainClient(test);
  const visit = beginVisit(test, client);
  const signedIn = await signIn(visit);
  const session_state = signedIn.answer.get('session_state');
  const { status, headers } = await ask(endpoint(test, 'check_session_iframe'));
  const ancestors = /frame-ancestors([^;]*)/i.exec(headers.get('content-security-policy') ?? '')?.[1]?.trim();
  test.report([
    ...must(isText(session_state) && !session_state.includes(' '), 'response: no session_state'),
    ...must(status === 200, `check_session_iframe: ${status}, not 200`),
    ...must(
      headers.get('x-frame-options') === null,
      'check_session_iframe: X-Frame-Options forbids the frame',
    ),
    ...must(
      ancestors === undefined || ancestors.split(' ').includes('*'),
      `check_session_iframe: frame-ancestors ${ancestors} forbids the frame`,
    ),
  ]);
  const sent = logoutParameters(client, signedIn);
  await expectReturn(visit, { sent, result: await logOut(visit, sent) });
};

export const LOGOUT_CHANNEL_MODULES: readonly Module[] = [
  {
    name: 'oidcc-session-management-rp-initiated-logout',
    skipWhen: unlessOffered('check_session_iframe'),
    run: sessionManagement,
  },
  {
    name: 'oidcc-frontchannel-rp-initiated-logout',
    needsRegistration: true,
    skipWhen: unlessOffered('frontchannel_logout_supported'),
    run: frontchannel,
  },
  {
    name: 'oidcc-backchannel-rp-initiated-logout',
    needsRegistration: true,
    skipWhen: unlessOffered('backchannel_logout_supported'),
    run: backchannel,
  },
];
