/**
 * The two steps of adding to an account.
 */
import { objectOf, TEXT, TEXTS } from '../../management/families/support/support-asked.ts';
import { inexistent, invalid } from '../../management/problem.ts';
import { canonicalEmail } from '../../protocol/end-user/end-user.ts';
import { err, ok } from '../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../protocol/tenant/connection.ts';
import { optional, type RecordOf, required } from '../../resources/field.ts';
import { lines, metadata, oneOf, text } from '../../resources/shape.ts';
import { METHOD } from '../families/own-shapes.ts';
import { type Answered, fresh, type OwnAsked, type OwnOperation, operation } from '../own-operation.ts';
import { MY_ACCOUNT_ROOT } from '../root.ts';
import {
  ENROLLED_TYPES,
  type EnrolledType,
  type Enrolment,
  notOpen,
  openEnrolment,
  sealEnrolment,
} from './enrolment.ts';
import { FACTOR_ENROLMENTS } from './factor-enrolments.ts';
import { NEW_PASSWORD, RECOVERY_CODES } from './other-enrolments.ts';

const ENROLMENTS: Readonly<Record<EnrolledType, Enrolment>> = {
  ...FACTOR_ENROLMENTS,
  'recovery-code': RECOVERY_CODES,
  password: NEW_PASSWORD,
};

const PATH = '/authentication-methods';

const BEGIN = {
  type: required(oneOf(ENROLLED_TYPES), { sentence: 'What is added.' }),
  connection: optional(oneOf([DATABASE_CONNECTION]), { sentence: 'Where you are known; there is one.' }),
  identity_user_id: optional(text(255), { sentence: 'You, and nobody else.' }),
  email: optional(text(320), {
    sentence: 'The address of the account: codes are sent there and nowhere else.',
  }),
} as const;

/** A request of ours in base64url and what it is bound to, with room. */
const MAX_SESSION = 16_384;

const MAX_CREDENTIAL_BYTES = 16_384;

const VERIFY = {
  auth_session: required(text(MAX_SESSION), { sentence: 'That of the answer before.' }),
  otp_code: optional(text(20), { sentence: 'Of an app or a mail: the code.' }),
  authn_response: optional(metadata(MAX_CREDENTIAL_BYTES), {
    sentence: 'Of a passkey: what the authenticator answered.',
  }),
  new_password: optional(lines(4_096), { sentence: 'Of a password: the new one.' }),
  current_password: optional(lines(4_096), {
    sentence: 'Of a password: that of now, unless you signed in by it just now.',
  }),
} as const;

const ANY = { type: 'object' } as const;

export const ENROLMENT_OPERATIONS: readonly OwnOperation[] = [
  fresh(
    operation({
      ...{ id: 'authentication_methods_create', method: 'POST', path: PATH },
      sentence:
        'Begins to add a way to sign in. `Location` is its address; nothing is stored before it is verified.',
      scopes: ['create:me:authentication_methods'],
      body: BEGIN,
      answers: {
        201: objectOf(
          {
            ...{ id: TEXT, type: { enum: ENROLLED_TYPES }, auth_session: TEXT },
            ...{ authn_params_public_key: ANY, barcode_uri: TEXT, manual_input_code: TEXT },
            ...{ recovery_code: TEXT, recovery_codes: TEXTS, policy: ANY },
          },
          ['id', 'type', 'auth_session'],
        ),
      },
      handle: begin,
    }),
  ),
  fresh(
    operation({
      ...{ id: 'authentication_methods_verify', method: 'POST', path: `${PATH}/{id}/verify` },
      sentence:
        'Adds it. New recovery codes and a new password end all that was proved before: you are signed out everywhere.',
      scopes: ['create:me:authentication_methods'],
      ...{ body: VERIFY, answers: { 201: METHOD } },
      handle: verify,
    }),
  ),
];

/** What is being added has no id of its own before it is stored. */
function idOf(type: EnrolledType): string {
  return `${type}|new`;
}

async function begin({ exchange, access: me, body }: OwnAsked<object, RecordOf<typeof BEGIN>>): Answered {
  const { type } = body;
  const mistakes = mistakesIn(
    { body, me },
    exchange.deps.subjects.of(me.session.user.sub, me.client, exchange.tenant.tenant_id),
  );
  if (mistakes.length > 0) return err(invalid('body', mistakes));
  const enrolment = ENROLMENTS[type];
  if (!(await enrolment.isOpen(me, exchange))) return err(notOpen(type));
  const begun = await enrolment.begin(me, exchange);
  if (!begun.ok) return begun;
  const { told, kept } = begun.value;
  const id = idOf(type);
  const auth_session = sealEnrolment({ type, me }, kept, exchange);
  // Clients send what they are told here, from wherever their page is.
  const root = `${exchange.issuer}${MY_ACCOUNT_ROOT.slice(1)}`;
  const headers = { location: `${root}${PATH}/${encodeURIComponent(id)}` };
  return ok({ status: 201, headers, body: { id, type, auth_session, ...told } });
}

function mistakesIn(
  { body, me }: { readonly body: RecordOf<typeof BEGIN>; readonly me: OwnAsked['access'] },
  sub: string,
) {
  const { email, identity_user_id } = body;
  const own = me.session.user.claims.email;
  const isOther = email !== undefined && canonicalEmail(email) !== canonicalEmail(own ?? '');
  const isSomebodyElse = identity_user_id !== undefined && identity_user_id !== sub;
  return [
    ...(isOther
      ? [{ code: 'another_address', path: ['email'], message: 'must be the address of the account' }]
      : []),
    ...(isSomebodyElse
      ? [{ code: 'somebody_else', path: ['identity_user_id'], message: 'must be that of the account' }]
      : []),
  ];
}

async function verify({
  exchange,
  access: me,
  path,
  body,
}: OwnAsked<object, RecordOf<typeof VERIFY>>): Answered {
  const type = ENROLLED_TYPES.find((one) => idOf(one) === path['id']);
  if (type === undefined) return err(inexistent('authentication_method'));
  const { auth_session, ...shown } = body;
  const kept = openEnrolment({ type, me }, auth_session, exchange);
  if (!kept) return err(ENDED);
  const enrolment = ENROLMENTS[type];
  if (!(await enrolment.isOpen(me, exchange))) return err(notOpen(type));
  return enrolment.verify({ me, kept, shown }, exchange);
}

const ENDED = invalid('body', [
  { code: 'ended', path: ['auth_session'], message: 'is not of this session, or has ended: begin again' },
]);
