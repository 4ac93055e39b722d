/**
 * The other commands of the operator's tool: what is done for people, looked up, applied, exported, and done to keys.
 */
import { optional, required, withDefault } from '../../../resources/field.ts';
import { KINDS } from '../../../resources/index.ts';
import { boolean, lines, list, oneOf, textMap, whole } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { actOperation, said, WORD } from './act.ts';
import { scopesToTell } from './record-acts.ts';

const TENANT = {
  tenant: optional(WORD, { sentence: 'The tenant, by name or name.region; left out where there is one.' }),
} as const;

const OF_TENANT = { tenant: said('The tenant, by name or name.region.') } as const;

const OF_USER = { ...TENANT, user: said('An e-mail address, a user name or a user_id.') } as const;

const DRY_RUN = { dryRun: required(boolean, { sentence: 'Only say what would be done.' }) } as const;

const MAX_ROWS = 1_000;

/** A file of the operator, and as much again where it is written as JSON. */
const MAX_TEXT = 1_048_576;

const MAX_VARIABLES = 1_000;

const MAX_AGREED = 100_000;

const everything = () => 'everything' as const;

const ofAccount = ({ user }: { readonly user: string }) => ({
  touches: [{ kind: 'account', id: user } as const],
});

const FOR_PEOPLE: readonly Operation[] = [
  actOperation({
    ...{ at: 'users/unlock', changes: true, scopes: ['update:users'] },
    sentence: 'Says what locks somebody out, and lets them try again.',
    ...{ body: { ...OF_USER, ...DRY_RUN }, needs: ofAccount },
    run: (acts, body) => acts.unlockUser({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'users/reset-factors', changes: true, scopes: ['delete:authentication_methods'] },
    sentence: 'Says which second factors somebody has, and takes them away.',
    ...{ body: { ...OF_USER, ...DRY_RUN }, needs: ofAccount },
    run: (acts, body) => acts.resetFactors({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'users/reset-password', changes: true, scopes: ['create:user_tickets'] },
    sentence: 'Makes a link by which somebody chooses a password.',
    body: {
      ...OF_USER,
      hours: said('How long it can be used.'),
      verifies: required(boolean, { sentence: 'To use it confirms the address as well.' }),
    },
    needs: ofAccount,
    run: (acts, body) => acts.makePasswordLink({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'users/sessions', changes: false, scopes: ['read:sessions'] },
    sentence: 'Lists where somebody is signed in.',
    body: OF_USER,
    run: (acts, body) => acts.listSessions({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'users/end-sessions', changes: true, scopes: ['delete:sessions'] },
    sentence: 'Ends a session of somebody, or all that they could go on with.',
    body: { ...OF_USER, sid: said('The session, or `all`.') },
    needs: (body) => ({ ...ofAccount(body), scopes: ['delete:refresh_tokens'] }),
    run: (acts, body) => acts.endSessions({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'users/export', changes: false, scopes: ['read:users'] },
    sentence: 'Tells all that is kept about somebody.',
    body: OF_USER,
    needs: () => ({ scopes: ['read:users_app_metadata', 'read:sessions', 'read:grants', 'read:logs'] }),
    run: (acts, body) => acts.exportUser({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'sign-out', changes: true, scopes: ['delete:sessions'] },
    sentence: 'Ends what somebody, or everybody, could go on with.',
    body: { ...OF_TENANT, ...DRY_RUN, user: optional(WORD, { sentence: 'Without it, everybody.' }) },
    needs: ({ user }) =>
      user === undefined ? 'everything' : { ...ofAccount({ user }), scopes: ['delete:refresh_tokens'] },
    run: (acts, body) => acts.signOut(body),
  }),
  actOperation({
    ...{ at: 'administrators/create', changes: true, scopes: ['create:role_members'] },
    sentence: 'Gives somebody a role that every tenant has, and makes them where they are nobody yet.',
    body: {
      ...TENANT,
      email: said('Whom.'),
      all: required(boolean, { sentence: 'Of all tenants.' }),
      role: said('Which role.'),
    },
    needs: everything,
    run: (acts, body) => acts.makeAdministrator({ ...body, tenant: body.tenant }),
  }),
];

const word = (sentence: string) => optional(WORD, { sentence });

const LOOKED_UP: readonly Operation[] = [
  actOperation({
    ...{ at: 'audit', changes: false, scopes: ['read:logs'] },
    sentence: 'Searches the audit log.',
    body: {
      ...TENANT,
      ...{ user: word('About whom.'), type: word('Of this type.'), client: word('By an application.') },
      ...{ ip: word('From an address.'), request: word('The reference that a page showed.') },
      ...{ since: word('Not before.'), until: word('Not after.') },
      limit: required(whole(1, MAX_ROWS), { sentence: 'How many.' }),
    },
    run: (acts, body) => acts.readAudit(body),
  }),
  actOperation({
    ...{ at: 'inspect', changes: false, scopes: ['read:clients'] },
    sentence: 'Judges a request to sign in, parameter by parameter.',
    body: {
      ...TENANT,
      address: required(lines(MAX_TEXT), { sentence: 'The request, or the address that it stands in.' }),
    },
    run: (acts, body) => acts.inspectAddress({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'advise', changes: false, scopes: ['read:clients'] },
    sentence: 'Says what applications still need to do without the implicit grant.',
    body: { ...TENANT, client: word('One; without it all that may use the implicit grant.') },
    run: (acts, body) => acts.advise(body),
  }),
  actOperation({
    ...{ at: 'why/user', changes: false, scopes: ['read:logs'] },
    sentence: 'Says why somebody cannot sign in, and what helps.',
    body: {
      ...OF_TENANT,
      user: said('Who.'),
      limit: required(whole(1, MAX_ROWS), { sentence: 'How many of their last events.' }),
    },
    needs: () => ({ scopes: ['read:users'] }),
    run: (acts, body) => acts.whyUser(body),
  }),
  actOperation({
    ...{ at: 'why/request', changes: false, scopes: ['read:logs'] },
    sentence: 'Says what happened in the sign-in that a reference is of, and what helps.',
    body: { reference: said('That a page showed.') },
    needs: () => ({ scopes: ['read:users'] }),
    run: (acts, body) => acts.whyRequest(body),
  }),
];

/** Kinds of which an export tells all, with what people have. */
const EXPORTED = [
  ...(['tenant', 'settings', 'resource_server', 'client', 'client_grant', 'role', 'log_stream'] as const),
  ...(['user', 'role_member', 'user_permission'] as const),
] as const;

/** A policy can be about all that a tenant has. */
const TESTED = Object.values(KINDS).flatMap(({ name }) => (name === 'rollout' ? [] : [name]));

const ENVIRONMENT = withDefault(
  textMap({ max: MAX_VARIABLES, max_length: MAX_TEXT }),
  {},
  { sentence: 'The values of `##NAME##` in it.' },
);

const OF_THE_WHOLE: readonly Operation[] = [
  actOperation({
    ...{ at: 'apply', changes: true, scopes: ['update:tenant_settings'] },
    sentence: 'Makes what is administered what a tacit.yaml says, all of it or nothing.',
    body: {
      ...DRY_RUN,
      text: required(lines(MAX_TEXT), { sentence: 'The file.' }),
      env: ENVIRONMENT,
      prune: withDefault(boolean, false, { sentence: 'Delete what a section that is there does not name.' }),
      recreate: withDefault(boolean, false, { sentence: 'Make people again who were deleted.' }),
      agreed: withDefault(list(WORD, { max: MAX_AGREED }), [], {
        sentence: 'What may be deleted, `kind tenant name`: nothing else is.',
      }),
    },
    needs: everything,
    run: (acts, body) => acts.applyText(body),
  }),
  actOperation({
    ...{ at: 'export', changes: false, scopes: ['read:tenant_settings'] },
    sentence: 'Tells everything that is administered, as apply takes it.',
    body: {
      ...TENANT,
      defaults: required(oneOf(['leave_out', 'write']), { sentence: 'What is as it would be anyway.' }),
    },
    needs: () => ({ scopes: scopesToTell(EXPORTED) }),
    run: (acts, body) => acts.exportTenants({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'test', changes: false, scopes: ['read:tenant_settings'] },
    sentence: 'Tests policies over what is administered, and tells what does not hold.',
    body: {
      ...TENANT,
      text: required(lines(MAX_TEXT), { sentence: 'The file of policies.' }),
      env: ENVIRONMENT,
    },
    needs: () => ({ scopes: scopesToTell(TESTED) }),
    run: (acts, body) => acts.testPolicies({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'rollouts', changes: false, scopes: ['read:tenants'] },
    ...{ sentence: 'Tells how far each feature is in each region.', body: {} },
    run: (acts) => acts.listRollouts({}),
  }),
  actOperation({
    ...{ at: 'rollouts/change', changes: true, scopes: ['update:tenants'] },
    sentence: 'Sets how far a feature is in a region.',
    body: {
      ...{ feature: said('Which.'), region: said('Where.'), stage: said('How far.') },
      percent: optional(WORD, { sentence: 'Of the tenants.' }),
    },
    needs: everything,
    run: (acts, body) => acts.setRollout({ ...body, percent: body.percent }),
  }),
  actOperation({
    ...{ at: 'mail/test', changes: true, scopes: ['update:email_provider'] },
    sentence: 'Sends one mail, and tells what the mail server says.',
    body: { ...TENANT, to: said('Who is sent it.') },
    run: (acts, body) => acts.sendTestMail({ ...body, tenant: body.tenant }),
  }),
];

const OF_KEYS: readonly Operation[] = [
  actOperation({
    ...{ at: 'keys/rotate', changes: true, scopes: ['update:signing_keys'] },
    sentence: 'Lets the next keys sign.',
    body: {
      ...TENANT,
      alg: optional(WORD, { sentence: 'One algorithm; else all by which the tenant signs.' }),
      force: withDefault(boolean, false, { sentence: 'Also where the next key is too young.' }),
    },
    run: (acts, body) => acts.rotateKeys({ ...body, tenant: body.tenant, alg: body.alg }),
  }),
  actOperation({
    ...{ at: 'keys/revoke', changes: true, scopes: ['update:signing_keys'] },
    sentence: 'Takes a key that leaked out of use, at once and for ever.',
    body: { ...TENANT, kid: said('Which.') },
    run: (acts, body) => acts.revokeKey({ ...body, tenant: body.tenant }),
  }),
  actOperation({
    ...{ at: 'registration-tokens/create', changes: true, scopes: ['create:client_registration_tokens'] },
    sentence: 'Makes a token with which somebody may register clients.',
    body: { ...OF_TENANT, hours: said('How long it is good.') },
    run: (acts, body) => acts.makeInitialAccessToken(body),
  }),
  actOperation({
    ...{ at: 'registration-tokens/list', changes: false, scopes: ['read:client_registration_tokens'] },
    ...{ sentence: 'Lists the tokens with which somebody may register clients.', body: OF_TENANT },
    run: (acts, body) => acts.listInitialAccessTokens(body),
  }),
  actOperation({
    ...{ at: 'registration-tokens/delete', changes: true, scopes: ['delete:client_registration_tokens'] },
    sentence: 'Takes back a token with which somebody may register clients.',
    body: { ...OF_TENANT, ...DRY_RUN, id: said('Which.') },
    run: (acts, body) => acts.deleteInitialAccessToken(body),
  }),
];

export const OPERATOR_ACTS: readonly Operation[] = [...FOR_PEOPLE, ...LOOKED_UP, ...OF_THE_WHOLE, ...OF_KEYS];
