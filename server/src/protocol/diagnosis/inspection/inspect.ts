/**
 * An authorization request, judged parameter by parameter (RFC 6749 §4.1.1, OIDC Core §3.1.2.1): by the rules of the door, all of them,
 * and by what is to be said beside. Whatever was sent has a verdict.
 */
import type { Client } from '../../../resources/client/client.ts';
import {
  type AuthorizationRequest,
  redirectTarget,
  requestOf,
} from '../../authorization/authorization-request.ts';
import { decide } from '../../authorization/interaction.ts';
import { type BareInput, readBareRequest, readRequest } from '../../authorization/request-reading.ts';
import { bareRefusalsOf, refusalsOf } from '../../authorization/request-rules.ts';
import type { RedirectTarget } from '../../authorization/response-mode.ts';
import { type OAuthError, oauthError } from '../../oauth-error.ts';
import { isReadable, type Parameters } from '../../parameters.ts';
import { type Finding, findingOf, remark } from './finding.ts';
import { type Sent, sentIn } from './places.ts';
import { remarksOfRequest } from './request-remarks.ts';
import { remarksOfScope } from './scope-remarks.ts';
import { remarkOfName, remarksOfSpelling } from './slips.ts';
import { type Verdicts, verdictsOf } from './verdicts.ts';

/** A request, and how far it could be opened. */
export type Inspected = {
  /** As it came: a query, or the address that it stands in, from `from` on. */
  readonly text: string;
  readonly from?: number;
  /** Why it could not be opened: nobody knows the client, or what the client signed is not accepted. */
  readonly error?: OAuthError | undefined;
  /** What came; undefined: it cannot be parsed. */
  readonly outer: Parameters | undefined;
  readonly client: Client | undefined;
  /** What counts, and what the tenant has that it is about; undefined: it could not be opened. */
  readonly input: BareInput | undefined;
  /** Whether what counts stands in a request object. */
  readonly isObject?: boolean;
  /** Of the ID token that is sent as a hint: `invalid` where it is none of this client. */
  readonly hinted?: 'invalid' | undefined;
  /** What was found out by other means, of the address for instance. */
  readonly beside?: readonly Finding[];
  readonly now: number;
};

export type Inspection = Verdicts & {
  readonly next: Next;
  /** As it is understood; undefined: it is refused. */
  readonly request: AuthorizationRequest | undefined;
};

/** What would happen: a page that says what is wrong, an answer with an error, or a page of ours. */
type Next = {
  readonly kind: 'error_page' | 'error_answer' | 'login' | 'sign_up' | 'logout' | 'not_judged';
  readonly sentence: string;
  readonly target?: RedirectTarget | undefined;
};

export const NEXT = {
  error_page: 'a page of the server says that something is wrong, and the application hears nothing',
  error_answer: 'the application is told the error at its redirect_uri',
  login: 'the login page is shown, unless there is a session',
  sign_up: 'the page to make an account is shown, unless there is a session',
  logout: 'the session of the browser ends, and a page says so',
  not_judged: 'nothing: it is no request that could be judged',
} as const satisfies Record<Next['kind'], string>;

/** Of what is one finding as a whole, and cannot be judged. */
export function inspectionOf(finding: Finding): Inspection {
  const next = { kind: 'not_judged', sentence: NEXT.not_judged } as const;
  return { findings: [finding], parameters: [], next, request: undefined };
}

/** Judges all of it. */
export function inspectRequest(inspected: Inspected): Inspection {
  const { text, from = 0, outer, input, isObject = false, beside = [] } = inspected;
  const sent = sentIn(text, from);
  const judged = judge(inspected);
  const names = new Set(sent.map(({ name }) => name));
  const found = [
    ...judged.refusals.map(findingOf),
    ...beside,
    ...(outer ? remarksOfSpelling(outer) : []),
    ...remarksOfNames(sent, names, isObject),
    ...judged.remarks,
  ];
  const readable = found.filter((one) => isFirstOf(one, outer));
  const quiet = [...names].filter((name) => !readable.some(({ where }) => where === name));
  const all = [
    ...readable,
    ...(input || outer ? quiet.map((where) => remark('parameter_understood', { where })) : []),
  ];
  return {
    ...verdictsOf(all, text, from),
    next: judged.next,
    request: judged.request,
  };
}

type Judged = Pick<Inspection, 'next' | 'request'> & {
  readonly refusals: readonly OAuthError[];
  readonly remarks: readonly Finding[];
};

function judge(inspected: Inspected): Judged {
  const { error, outer, client, input, hinted, now } = inspected;
  if (!input || !client) {
    const target = error && outer && client ? redirectTarget(outer, client) : undefined;
    const others = input ? bareRefusalsOf(readBareRequest(input)) : [];
    const refusals = [error ?? UNOPENED, ...others];
    return { ...refused(target?.ok ? target.value : undefined), refusals, remarks: [] };
  }
  const target = redirectTarget(input.parameters, client);
  if (!target.ok) {
    const others = bareRefusalsOf(readBareRequest(input));
    return { ...refused(undefined), refusals: [target.error, ...others], remarks: [] };
  }
  const reading = readRequest({ ...input, client, target: target.value });
  const refusals = refusalsOf(reading);
  if (refusals.length > 0) return { ...refused(target.value), refusals, remarks: [] };
  const request = requestOf(reading);
  const { settings, parameters, claims } = input;
  const remarks = [
    ...remarksOfRequest({ request, parameters, settings, claims }),
    ...remarksOfScope(request),
    ...(inspected.isObject ? [remark('request_object_read')] : []),
  ];
  const facts = {
    interaction: undefined,
    session: undefined,
    known_as: undefined,
    consented: undefined,
    hinted,
  };
  const decision = decide(request, facts, { now, settings });
  const next = nextOf(decision.kind === 'refuse', request);
  const isAtFault = decision.kind === 'refuse' && decision.error.diagnosis !== undefined;
  return { next, request, refusals: isAtFault ? [decision.error] : [], remarks };
}

const UNOPENED = oauthError('invalid_request', 'the request cannot be opened');

function refused(target: RedirectTarget | undefined): Pick<Inspection, 'next' | 'request'> {
  const kind = target ? 'error_answer' : 'error_page';
  return { next: { kind, sentence: NEXT[kind], target }, request: undefined };
}

function nextOf(isRefused: boolean, { target, begins_with_sign_up }: AuthorizationRequest): Next {
  const kind = isRefused ? 'error_answer' : begins_with_sign_up ? 'sign_up' : 'login';
  const sentence = isRefused
    ? 'without a session the application is told the error, and no page is shown'
    : NEXT[kind];
  return { kind, sentence, target };
}

function remarksOfNames(
  sent: readonly Sent[],
  names: ReadonlySet<string>,
  isObject: boolean,
): readonly Finding[] {
  return sent.flatMap((one) => {
    const { name } = one;
    const said = remarkOfName(one, names);
    const isBeside = isObject && !['client_id', 'request', 'request_uri', 'response_type'].includes(name);
    return said ?? (isBeside ? remark('parameter_beside_object', { where: name }) : []);
  });
}

/** Of what cannot be read nothing is said but that. */
function isFirstOf({ code, where }: Finding, outer: Parameters | undefined): boolean {
  return !outer || isReadable(outer, where) || code.endsWith('_unreadable');
}
