import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_EN: FrontText = {
  title: 'Sign-in and accounts',
  lead: 'Applications send you here to sign in. Your account lives here too: you can look after it whenever you like.',
  account: 'Go to my account',
  developers: 'For developers',
  issuer: 'Issuer',
  metadata: 'Metadata',
  stranger: {
    title: 'This address leads nowhere',
    lead: (host) => html`No sign-in page lives at ${host}.`,
    hint: 'Check the address for a slip, or go back to the application that sent you here and begin again.',
  },
  machine: {
    title: 'On this machine',
    hint: 'You see this because you opened the page on the machine that the server runs on.',
    mailbox: 'Mailbox',
    mailbox_hint: 'Mail that was written here and not sent',
    noClient: (command) => html`No application is registered yet. Run ${command} to add yours.`,
    noTenant: (command) => html`There is no tenant yet. Run ${command} to make one.`,
  },
  dashboard: {
    title: 'The dashboard is not built',
    lead: (command) =>
      html`This server has the dashboard but not its pages. Run ${command} where it is installed, then open this address again.`,
  },
};
