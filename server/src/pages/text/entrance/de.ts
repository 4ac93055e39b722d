import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_DE: EntranceText = {
  next: 'Weiter',
  other_address: 'Andere Adresse verwenden',
  or: 'oder',
  send: { email_code: 'Code zusenden', email_link: 'Anmeldelink zusenden' },
  connection: (name) => html`Weiter mit ${name}`,
  code: {
    title: 'Code eingeben',
    lead: (address) =>
      html`Wenn Sie sich hier mit ${address} anmelden können, ist ein Code zu Ihnen unterwegs. Er gilt zehn Minuten.`,
    label: 'Einmalcode',
    submit: 'Anmelden',
    again: 'Neuen Code senden',
    notices: {
      wrong_code:
        'Dieser Code hat nicht funktioniert. Suchen Sie den neuesten und versuchen Sie es noch einmal.',
      throttled: 'Das waren viele Versuche. Warten Sie ein paar Minuten und beginnen Sie dann neu.',
      mail_throttled: 'Wir haben schon mehrere Mails gesendet. Warten Sie etwas bis zur nächsten.',
      sent: 'Ein neuer Code ist unterwegs. Die früheren gelten nicht mehr.',
    },
  },
  link: {
    lead: (address) =>
      html`Wenn Sie sich hier mit ${address} anmelden können, ist ein Link zu Ihnen unterwegs. Öffnen Sie ihn innerhalb von zehn Minuten in diesem Browser.`,
    again: 'Neuen Link senden',
  },
  opened: {
    lead: (address) => html`Mit der Schaltfläche melden Sie sich als ${address} an.`,
    submit: 'Anmelden',
  },
  elsewhere: {
    title: 'Öffnen Sie den Link dort, wo Sie begonnen haben',
    lead: 'Dieser Link wurde in einem anderen Browser oder auf einem anderen Gerät angefordert. Öffnen Sie die Mail dort, dann sind Sie angemeldet. Hier ist niemand angemeldet.',
    hint: 'Wenn Sie sich hier anmelden möchten, rufen Sie die Anwendung in diesem Browser auf und beginnen Sie neu.',
  },
};
