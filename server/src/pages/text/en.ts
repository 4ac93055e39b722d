import { html } from '../html.ts';
import { ACCOUNT_EN } from './account-en.ts';
import type { Text } from './text.ts';

/** English, and the language of whoever asks for one we do not have. */
export const en: Text = {
  language: 'en',
  direction: 'ltr',
  unnamed_application: 'Unnamed application',
  login: {
    title: 'Sign in',
    to: (client) => html`to continue to ${client}`,
    email: 'Email address',
    password: 'Password',
    submit: 'Sign in',
    cancel: 'Cancel',
    continueAs: (email) => `Continue as ${email}`,
    other_account: 'or use another account',
    no_signup: 'You cannot create an account here. Ask the people who run this application for one.',
    failures: {
      invalid_credentials: 'The email address or the password is wrong.',
      throttled: 'Too many attempts. Wait a few minutes, then try again.',
      busy: 'We are very busy right now. Try again in a moment.',
    },
  },
  consent: {
    title: 'Allow access?',
    lead: (client) => html`${client} wants to use your account.`,
    unverified: 'This application is run by a third party. Continue only if you know it and trust it.',
    permissions: 'It will be able to',
    permissionsOf: (api) => html`With ${api}, it will be able to`,
    no_permissions: 'Know that you signed in here, and nothing more',
    scopes: new Map([
      ['openid', 'Know who you are'],
      ['profile', 'See your name and picture'],
      ['email', 'See your email address'],
      ['address', 'See your postal address'],
      ['phone', 'See your phone number'],
      ['offline_access', 'Keep access while you are away'],
    ]),
    account: 'Your account',
    lifetime: 'Access lasts',
    destination: 'You go on to',
    accept: 'Allow',
    deny: 'Do not allow',
  },
  client: { policy: 'Privacy policy', tos: 'Terms of service' },
  error: {
    title: 'This did not work',
    lead: 'The application that sent you here made a request we cannot answer. Go back to it and try once more. If it happens again, give these details to the people who run the application.',
    lead_server:
      'The fault is ours. Try again in a moment. If it happens again, give these details to the people who run this service.',
    code: 'Error',
    description: 'What happened',
    hint: 'Hint',
    request_id: 'Request',
    start_again: 'Start again',
  },
  logout: {
    title: 'Sign out?',
    lead: 'You are about to sign out.',
    leadFrom: (client) => html`${client} asks to sign you out.`,
    submit: 'Sign out',
    stay: 'Stay signed in',
    telling: 'Your applications are being told.',
  },
  account: ACCOUNT_EN,
  loggedOut: { title: 'You are signed out', lead: 'You can close this window now.' },
  formPost: { title: 'One moment', lead: 'Taking you back to the application.', submit: 'Continue' },
};
