import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_EN: EntranceText = {
  next: 'Continue',
  other_address: 'Use another address',
  or: 'or',
  send: { email_code: 'Send me a code', email_link: 'Send me a sign-in link' },
  connection: (name) => html`Continue with ${name}`,
  code: {
    title: 'Type your code',
    lead: (address) =>
      html`If you can sign in here with ${address}, a code is on its way to you. It is good for ten minutes.`,
    label: 'Code',
    submit: 'Sign in',
    again: 'Send another code',
    notices: {
      wrong_code: 'This code did not work. Look for the newest one and try again.',
      throttled: 'That was a lot of attempts. Wait a few minutes, then begin again.',
      mail_throttled: 'We sent several mails already. Wait a while before the next one.',
      sent: 'A new code is on its way. The ones before it no longer work.',
    },
  },
  link: {
    lead: (address) =>
      html`If you can sign in here with ${address}, a link is on its way to you. Open it in this browser within ten minutes.`,
    again: 'Send another link',
  },
  opened: {
    lead: (address) => html`Press the button to sign in as ${address}.`,
    submit: 'Sign in',
  },
  elsewhere: {
    title: 'Open the link where you began',
    lead: 'This link was asked for in another browser or on another device. Open the mail there and you are signed in. Nobody is signed in here.',
    hint: 'If you want to sign in here, go to the application in this browser and begin again.',
  },
};
