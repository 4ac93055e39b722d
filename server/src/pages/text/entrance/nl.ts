/**
 * The ways in, in Dutch.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_NL: EntranceText = {
  next: 'Doorgaan',
  other_address: 'Een ander adres gebruiken',
  or: 'of',
  send: { email_code: 'Stuur me een code', email_link: 'Stuur me een inloglink' },
  connection: (name) => html`Doorgaan met ${name}`,
  code: {
    title: 'Typ je code',
    lead: (address) =>
      html`Als je hier kunt inloggen met ${address}, is er een code naar je onderweg. De code is tien minuten geldig.`,
    label: 'Code',
    submit: 'Inloggen',
    again: 'Nog een code sturen',
    notices: {
      wrong_code: 'Deze code werkte niet. Zoek de nieuwste code en probeer het opnieuw.',
      throttled: 'Dat waren veel pogingen. Wacht een paar minuten en begin dan opnieuw.',
      mail_throttled: 'We hebben al meerdere e-mails gestuurd. Wacht even voordat je er nog een vraagt.',
      sent: 'Er is een nieuwe code onderweg. De vorige codes werken niet meer.',
    },
  },
  link: {
    lead: (address) =>
      html`Als je hier kunt inloggen met ${address}, is er een link naar je onderweg. Open de link binnen tien minuten in deze browser.`,
    again: 'Nog een link sturen',
  },
  opened: {
    lead: (address) => html`Klik op de knop om in te loggen als ${address}.`,
    submit: 'Inloggen',
  },
  elsewhere: {
    title: 'Open de link waar je bent begonnen',
    lead: 'Deze link is aangevraagd in een andere browser of op een ander apparaat. Open de e-mail daar, dan ben je ingelogd. Hier is niemand ingelogd.',
    hint: 'Als je hier wilt inloggen, ga dan in deze browser naar de app en begin opnieuw.',
  },
};
