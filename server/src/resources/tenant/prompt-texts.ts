/**
 * Texts of the pages that a tenant says in its own words: Auth0's prompt, screen and key, and the text of ours that it stands for.
 * Each text of ours has one name, so that two cannot contradict each other.
 */
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { type RecordOf, required } from '../field.ts';
import type { Rule } from '../kind.ts';
import { isMapping, list, oneOf, record, textMap, unknownField } from '../shape.ts';

/** By prompt, `<screen>.<key>` and where the text stands in ours. */
export const PROMPT_TEXTS = {
  login: {
    'login.title': 'login.title',
    'login.buttonText': 'login.submit',
    'login.emailPlaceholder': 'login.email',
    'login.passwordPlaceholder': 'login.password',
    'login.showPasswordText': 'login.show_password',
    'login.signupActionText': 'login.new_here',
    'login.signupActionLinkText': 'login.create_account',
    'login.forgotPasswordText': 'resetPassword.forgot',
    'login.separatorText': 'entrance.or',
    'login.wrong-credentials': 'login.failures.invalid_credentials',
    'login.invalid-email-format': 'login.failures.malformed_email',
  },
  'login-id': { 'login-id.buttonText': 'entrance.next' },
  'login-password': { 'login-password.editEmailText': 'entrance.other_address' },
  signup: {
    'signup.title': 'signUp.title',
    'signup.buttonText': 'signUp.submit',
    'signup.loginActionLinkText': 'signUp.has_account',
    'signup.email-already-exists': 'signUp.failures.taken',
  },
  'reset-password': {
    'reset-password-request.title': 'resetPassword.title',
    'reset-password-request.descriptionEmail': 'resetPassword.lead',
    'reset-password-request.buttonText': 'resetPassword.submit',
    'reset-password.title': 'resetPassword.choose_title',
    'reset-password.passwordPlaceholder': 'resetPassword.new_password',
    'reset-password.buttonText': 'resetPassword.choose',
    'reset-password-success.eventTitle': 'resetPassword.done_title',
    'reset-password-success.description': 'resetPassword.done',
    'reset-password-success.buttonText': 'resetPassword.continue',
  },
  'email-verification': {
    'email-verification-result.verifiedTitle': 'verifyEmail.done_title',
    'email-verification-result.verifiedDescription': 'verifyEmail.done',
  },
  'email-otp-challenge': {
    'email-otp-challenge.title': 'entrance.code.title',
    'email-otp-challenge.codePlaceholder': 'entrance.code.label',
    'email-otp-challenge.buttonText': 'entrance.code.submit',
    'email-otp-challenge.resendActionText': 'entrance.code.again',
  },
  consent: {
    'consent.title': 'consent.title',
    'consent.acceptButtonText': 'consent.accept',
    'consent.declineButtonText': 'consent.deny',
  },
  logout: {
    'logout.title': 'logout.title',
    'logout.descriptionNoName': 'logout.lead',
    'logout.acceptButtonText': 'logout.submit',
    'logout.declineButtonText': 'logout.stay',
    'logout-complete.title': 'loggedOut.title',
    'logout-complete.description': 'loggedOut.lead',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Prompt = keyof typeof PROMPT_TEXTS;

export const PROMPTS = Object.keys(PROMPT_TEXTS).filter(isPrompt);

export function isPrompt(name: string): name is Prompt {
  return Object.hasOwn(PROMPT_TEXTS, name);
}

const PROMPT_TEXT_FIELDS = {
  prompt: required(oneOf(PROMPTS), { sentence: 'The page, in Auth0’s words.' }),
  language: required(oneOf(LOCALES), { sentence: 'The language.' }),
  texts: required(textMap({ max: 50, max_length: 500 }), {
    sentence: 'By `<screen>.<key>`; shown as text, whatever is in it.',
  }),
} as const;

export type PromptTexts = RecordOf<typeof PROMPT_TEXT_FIELDS>;

export const promptTexts = list(record(PROMPT_TEXT_FIELDS), { max: PROMPTS.length * LOCALES.length });

/** What no page of ours says is no text of a page. */
export const KNOWN_PROMPT_TEXT: Rule = {
  code: 'unknown_text',
  judge: ({ record: { prompt_texts } }) =>
    (Array.isArray(prompt_texts) ? prompt_texts : []).flatMap((entry: unknown, index) => {
      if (!isMapping(entry) || typeof entry['prompt'] !== 'string' || !isPrompt(entry['prompt'])) return [];
      const known = Object.keys(PROMPT_TEXTS[entry['prompt']]);
      return Object.keys(Object(entry['texts']))
        .filter((name) => !known.includes(name))
        .map((name) => ({
          path: ['prompt_texts', index, 'texts', name],
          message: unknownField(name, known).replace('unknown field', 'no page has the text'),
        }));
    }),
};
