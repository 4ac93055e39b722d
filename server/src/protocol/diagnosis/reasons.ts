/**
 * Why somebody was not signed in, or got no tokens: a row a reason, for the log, the audit table, `tacit why` and the Management API.
 * The page says the same for most of them, so that nobody learns who has an account (OWASP ASVS 6.3.8). What is wrong with a request
 * of an application is in diagnoses.ts; docs/guides/why.md is made of these rows.
 */
import { DIAGNOSES, type DiagnosisCode } from './diagnoses.ts';

type Row = {
  /** A whole sentence without its full stop. */
  readonly sentence: string;
  /** What helps. */
  readonly remedy: string;
  /** What an operator types; `{tenant}`, `{user}` and `{client}` are those of the event. */
  readonly command?: string;
};

const WAIT = 'wait until the count has ended, or sign in from a device that signed in before';

export const REASONS = {
  wrong_password: {
    sentence: 'the password was wrong',
    remedy: 'they type it again, or choose a new one by the link on the login page',
    command: 'tacit users reset-password {user} --tenant {tenant}',
  },
  unknown_user: {
    sentence: 'nobody has the address or name that was typed',
    remedy:
      'look for a slip in the address, or for another tenant; else they sign up, or you make the account',
    command: 'tacit users list --tenant {tenant}',
  },
  blocked: {
    sentence: 'all that was typed is right, and the account is blocked',
    remedy: 'unblock it, if it is to be used again',
    command: 'tacit users unblock {user} --tenant {tenant}',
  },
  address_unverified: {
    sentence: 'the account waits for the link in the mail to its address',
    remedy: 'they open that link, or sign up once more for a new one',
  },
  locked_account: {
    sentence: 'there were too many wrong passwords for this account, so this one was not looked at',
    remedy: WAIT,
    command: 'tacit users unlock {user} --tenant {tenant}',
  },
  locked_address: {
    sentence:
      'there were too many wrong passwords from this address or its network, so this one was not looked at',
    remedy: 'wait until the count has ended; many people behind one proxy need TACIT_TRUST_PROXY',
    command: 'tacit users unlock {user} --tenant {tenant}',
  },
  too_many_mails: {
    sentence: 'too many mails were asked for from this address',
    remedy: 'wait an hour; many people behind one proxy need TACIT_TRUST_PROXY',
  },
  busy: {
    sentence: 'so many passwords waited to be looked at that this one was turned away',
    remedy: 'try again; if it goes on, give the server more processors or machines',
  },
  malformed: {
    sentence: 'what was typed can be nobody’s name, address, code or password',
    remedy: 'they type it again: an autofill may have filled in something else',
  },
  way_closed: {
    sentence: 'the tenant does not have this way, or not any more',
    remedy: 'they use another way; if it is one of signing in, login_methods of the settings may get it',
    command: 'tacit settings show --tenant {tenant}',
  },
  connection_unavailable: {
    sentence: 'the address belongs to a connection at which nobody can sign in',
    remedy: 'take its domain from the connection, or set up the connection',
    command: 'tacit settings show --tenant {tenant}',
  },
  wrong_code: {
    sentence: 'the code of the mail was wrong',
    remedy: 'they type the code of the newest mail, in the browser that asked for it',
  },
  code_ended: {
    sentence: 'the code of the mail was used, is too old, or a newer one was sent',
    remedy: 'they ask for another code, and type it within ten minutes',
  },
  code_tried_out: {
    sentence: 'the code of the mail was tried too often',
    remedy: 'they ask for another code',
  },
  too_many_codes: {
    sentence: 'too many codes were tried from this place',
    remedy: 'wait a quarter of an hour',
    command: 'tacit users unlock {user} --tenant {tenant}',
  },
  link_ended: {
    sentence: 'the link of the mail was used, is too old, or a newer one was sent',
    remedy:
      'they ask for another mail and open its link once; a scanner of mails may have pressed the button',
  },
  passkey_refused: {
    sentence: 'the passkey was refused',
    remedy: 'they try again, or sign in another way and set up the passkey anew',
    command: 'tacit users show {user} --tenant {tenant}',
  },
  wrong_second_factor: {
    sentence: 'the second factor was wrong',
    remedy: 'they try again or use a recovery code; who has lost it needs their factors reset',
    command: 'tacit users reset-factors {user} --tenant {tenant}',
  },
  wrong_recovery_code: {
    sentence: 'the recovery code was wrong, or was used',
    remedy: 'they type one that was not used; who has none left needs their factors reset',
    command: 'tacit users reset-factors {user} --tenant {tenant}',
  },
  code_of_another_minute: {
    sentence: 'the code of the authenticator app is right, and of another minute',
    remedy: 'the clock of their device is wrong: they let it be set by the network',
  },
  code_used: {
    sentence: 'the code of the authenticator app was used already',
    remedy: 'they wait for the next code',
  },
  too_many_factors: {
    sentence: 'too many second factors were tried for this account',
    remedy: 'wait a quarter of an hour, and begin the sign-in anew',
    command: 'tacit users unlock {user} --tenant {tenant}',
  },
  no_factor: {
    sentence: 'a second factor is required, and there is none that this user can set up',
    remedy: 'second_factors of the tenant’s settings get one more',
    command: 'tacit settings show --tenant {tenant}',
  },
  turned_back: {
    sentence: 'they turned back, on the login page or on the one that asks for consent',
    remedy: 'nothing is wrong: they begin again in the application, if it was a mistake',
  },
  user_blocked: {
    sentence: 'the account was blocked after they had signed in',
    remedy: 'unblock it, if it is to be used again',
    command: 'tacit users unblock {user} --tenant {tenant}',
  },
  form_elsewhere: {
    sentence: 'the form was not sent from the page that it belongs to',
    remedy: 'they begin again in the application; a second tab, an extension or a proxy may have changed it',
  },
  interaction_ended: {
    sentence: 'the sign-in was ended, answered already, or its address is a bookmark',
    remedy: 'they begin again in the application',
  },
  no_cookies: {
    sentence: 'the browser sent no cookie',
    remedy: 'they allow cookies for this host; a page in a frame of another site gets none',
  },
  wrong_client_secret: {
    sentence: 'the client did not prove who it is: its secret, its method or its key is wrong',
    remedy: 'give the client its secret, and the method that is registered',
    command: 'tacit clients show {client} --tenant {tenant}',
  },
  unknown_client: {
    sentence: 'there is no such client in this tenant',
    remedy: 'look for a slip in client_id, or for the host of another tenant',
    command: 'tacit clients list --tenant {tenant}',
  },
  grant_refused: {
    sentence:
      'the code or refresh token is unknown, used, expired, of another client, or its session has ended',
    remedy: 'they sign in again; an application that sends one twice keeps two copies of it',
  },
  grant_type_refused: {
    sentence: 'the client may not use this grant_type, or there is no such one',
    remedy: 'add it to the grant_types of the client',
    command: 'tacit clients show {client} --tenant {tenant}',
  },
  scope_refused: {
    sentence: 'the scope is not one that the client, the API or the user has',
    remedy: 'ask for less, or allow it where it is missing',
    command: 'tacit client-grants list --tenant {tenant}',
  },
  audience_refused: {
    sentence: 'the API is unknown, or not the one that was agreed to',
    remedy: 'look for a slip in audience, or register the API',
    command: 'tacit apis list --tenant {tenant}',
  },
  no_client_grant: {
    sentence: 'the client has no grant for this API in its own name',
    remedy: 'make one, if it is to call this API',
    command: 'tacit client-grants list --tenant {tenant}',
  },
  malformed_request: {
    sentence: 'the request lacks something, or cannot be read',
    remedy: 'read error_description: it is for whoever wrote the application',
  },
  cross_origin_login: {
    sentence: 'an application sent what was typed in a form of its own',
    remedy: 'it sends people to the login page instead',
  },
  sign_up_refused: {
    sentence: 'a sign-up from an application’s own form was refused',
    remedy: 'read the detail: sign-up is off, the address is taken, or the password is not accepted',
    command: 'tacit settings show --tenant {tenant}',
  },
  password_change_refused: {
    sentence: 'a reset that an application’s own form asked for was refused',
    remedy: 'read the detail',
  },
  password_change: {
    sentence: 'the present password was wrong, or the new one is not accepted',
    remedy: 'they type the present one again, or choose another new one',
  },
  other: {
    sentence: 'it was refused',
    remedy: 'read the detail',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type OwnReason = keyof typeof REASONS;

/** Why, by a word that is the same in the log, in the audit table and at the API. */
export type Reason = OwnReason | DiagnosisCode;

const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...Object.entries(DIAGNOSES),
  ...Object.entries(REASONS),
]);

/** A reason in words; undefined: a newer version has written it. */
export function reasonNamed(code: string | undefined): Row | undefined {
  return code === undefined ? undefined : ROWS.get(code);
}

/** Every reason that an event can have. */
export const REASON_CODES: readonly string[] = [...ROWS.keys()];
