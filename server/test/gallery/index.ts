/**
 * Every page in every state. A list is a file of its own, named for its subject, and a line here.
 */
import { ACCOUNT } from './account.ts';
import { ACCOUNT_FACTORS } from './account-factors.ts';
import { ACCOUNT_SESSIONS } from './account-sessions.ts';
import { ACCOUNTS } from './accounts.ts';
import { ENTRANCE } from './entrance.ts';
import { ERRORS } from './errors.ts';
import { FRONT } from './front.ts';
import { MAILS } from './mails.ts';
import { OWN_DATA } from './own-data.ts';
import type { PageState } from './page-state.ts';
import { SECOND_FACTORS } from './second-factors.ts';
import { STYLE_GUIDE } from './style-guide.ts';
import { WALK } from './walk.ts';
import { WEBAUTHN } from './webauthn.ts';

export const GALLERY: readonly PageState[] = [
  ...WALK,
  ...ACCOUNTS,
  ...ACCOUNT,
  ...ACCOUNT_FACTORS,
  ...ACCOUNT_SESSIONS,
  ...OWN_DATA,
  ...ENTRANCE,
  ...ERRORS,
  ...FRONT,
  ...MAILS,
  ...SECOND_FACTORS,
  ...WEBAUTHN,
  ...STYLE_GUIDE,
];
