/**
 * Errors that an application is answered with, in words for whoever pastes such an answer (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6).
 */
import { type Parameters, parameter, parseParameters } from '../../parameters.ts';
import { quotedName } from '../unknown-name.ts';
import { type Finding, remark } from './finding.ts';

/** Why, and what helps. */
type Row = readonly [why: string, remedy: string];

const OF_THE_REQUEST = 'paste the request that it answers: which parameter is to blame is said of that';

const ERRORS: ReadonlyMap<string, Row> = new Map<string, Row>([
  [
    'login_required',
    [
      'nobody was signed in, or not lately enough, and prompt=none lets no page be shown',
      'ask again without prompt=none; a browser that blocks cookies of other sites shows no session to a frame',
    ],
  ],
  [
    'consent_required',
    [
      'the user has not agreed yet, and prompt=none lets nobody be asked',
      'ask again without prompt=none, or make the client a first party',
    ],
  ],
  [
    'interaction_required',
    [
      'a page has to be shown, a second factor for instance, and prompt=none lets none be',
      'ask again without prompt=none',
    ],
  ],
  [
    'access_denied',
    [
      'the user turned back, may not sign in, or the API is not one that can be asked for',
      'error_description says which; the log has the reason',
    ],
  ],
  ['invalid_request', ['the request lacks something, or cannot be read', OF_THE_REQUEST]],
  ['unauthorized_client', ['the client may not ask for this response_type', OF_THE_REQUEST]],
  ['unsupported_response_type', ['there is no such response_type', OF_THE_REQUEST]],
  ['invalid_scope', ['the scope cannot be read', OF_THE_REQUEST]],
  ['invalid_target', ['resource names no API that can be asked for', OF_THE_REQUEST]],
  ['invalid_request_uri', ['the document of request_uri is not one that can be read', OF_THE_REQUEST]],
  ['invalid_request_object', ['the request object is not accepted', OF_THE_REQUEST]],
  ['registration_not_supported', ['the registration parameter is not supported', 'leave it out']],
  [
    'unmet_authentication_requirements',
    ['no login here reaches what acr_values or claims require', OF_THE_REQUEST],
  ],
  ['server_error', ['the server failed', 'look into its log for the same moment']],
  ['temporarily_unavailable', ['the server could not answer just then', 'try again']],
]);

/** What is said of an answer with an error; undefined: it has none. */
export function answerErrorOf(answer: {
  readonly query: string;
  readonly fragment: string | undefined;
}): Finding | undefined {
  const [error] = [answer.query, answer.fragment ?? ''].flatMap(
    (part) => errorIn(parseParameters(part)) ?? [],
  );
  if (error === undefined) return undefined;
  const [why, remedy] = ERRORS.get(error) ?? [
    'it is none of the errors of this server',
    'look for what answered: it was another server, or a proxy',
  ];
  return remark('pasted_error', {
    sentence: `the application was told ${quotedName(error)}: ${why}`,
    remedy,
  });
}

function errorIn(read: ReturnType<typeof parseParameters>): string | undefined {
  const parameters: Parameters | undefined = read.ok ? read.value : undefined;
  return parameters && parameter(parameters, 'error');
}
