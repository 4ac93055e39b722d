/**
 * The pages on which somebody cannot go on, a state a kind, and what a developer at the server's own machine is shown.
 */
import { type ErrorPage, errorPage } from '../../src/pages/error.ts';
import type { ErrorKind } from '../../src/pages/text/errors/errors-text.ts';
import { unknownAmong } from '../../src/protocol/diagnosis/diagnose-client.ts';
import { unregisteredLogoutAddress } from '../../src/protocol/diagnosis/diagnose-logout.ts';
import { unregisteredRedirectUri } from '../../src/protocol/diagnosis/diagnose-redirect-uri.ts';
import { type Diagnosis, diagnose } from '../../src/protocol/diagnosis/diagnosis.ts';
import { remedyOf } from '../../src/resources/computed/remedy.ts';
import { clientWith } from '../authorization/authorization-requests.ts';
import type { PageState } from './page-state.ts';

function failed(
  kind: ErrorKind,
  differences: Partial<ErrorPage> & { readonly name?: string } = {},
): PageState {
  const { name = `error-${kind.replaceAll('_', '-')}`, ...page } = differences;
  const said = { error: 'invalid_request', request_id: '01JD3Y8Q6T4V', ...page };
  return { name, render: (look) => errorPage({ ...said, look, kind }) };
}

function taught(name: string, diagnosis: Diagnosis, kind: ErrorKind = 'application'): PageState {
  const remedy = diagnosis.fix && remedyOf(diagnosis.fix, 'dev');
  return failed(kind, {
    name: `error-developer-${name}`,
    finding: { diagnosis, error_description: 'as programs are told', remedy },
  });
}

const startAgain = '/authorize?client_id=spa';
const CALLBACK = 'http://localhost:5173/callback';
const CLIENT = clientWith({ client_id: 'my-app', redirect_uris: [CALLBACK] });
const LONG = `https://app.example/${'a-very-long-path/'.repeat(6)}callback`;

export const ERRORS: readonly PageState[] = [
  failed('application', { places: ['client_id', 'redirect_uri'] }),
  failed('application', { name: 'error-application-member', places: ['redirect_uri'], mayInspect: true }),
  failed('too_long'),
  failed('incomplete'),
  failed('bookmark'),
  failed('cookies', { startAgain }),
  failed('foreign_form', { error: 'access_denied' }),
  failed('outdated'),
  failed('answered', { startAgain }),
  failed('not_found'),
  failed('method'),
  failed('server', { error: 'server_error' }),
  failed('unavailable', { error: 'temporarily_unavailable', tryAgain: '/authorize?client_id=spa' }),
  failed('suspended', { error: 'temporarily_unavailable' }),
  failed('off', { error: 'access_denied' }),
  failed('blocked', { error: 'access_denied' }),
  failed('logout'),
  failed('no_factor', { error: 'access_denied' }),
  taught('trailing-slash', unregisteredRedirectUri(`${CALLBACK}/`, CLIENT)),
  taught('slash-missing', unregisteredRedirectUri(CALLBACK, clientWith({ redirect_uris: [`${CALLBACK}/`] }))),
  taught(
    'several',
    unregisteredRedirectUri(`${LONG}?x=1`, clientWith({ redirect_uris: [CALLBACK, LONG, `${LONG}2`] })),
  ),
  taught(
    'logout',
    unregisteredLogoutAddress(
      { where: 'returnTo', sent: 'http://localhost:5173' },
      { ...CLIENT, allowed_logout_urls: ['http://localhost:5173/'] },
      CLIENT,
    ),
    'logout',
  ),
  taught('client', unknownAmong('my-ap', { client_ids: ['my-app', 'shop'], elsewhere: [] })),
  taught('no-callbacks', unregisteredRedirectUri(CALLBACK, clientWith({ redirect_uris: [] }))),
  taught('plain', diagnose('client_id_missing')),
];
