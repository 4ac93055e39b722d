/**
 * The ways in, in Polish.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_PL: EntranceText = {
  next: 'Dalej',
  other_address: 'Użyj innego adresu',
  or: 'lub',
  send: { email_code: 'Wyślij mi kod', email_link: 'Wyślij mi link do logowania' },
  connection: (name) => html`Kontynuuj przez ${name}`,
  code: {
    title: 'Wpisz kod',
    lead: (address) =>
      html`Jeśli możesz się tu zalogować adresem ${address}, kod jest już w drodze. Jest ważny przez dziesięć minut.`,
    label: 'Kod',
    submit: 'Zaloguj się',
    again: 'Wyślij kolejny kod',
    notices: {
      wrong_code: 'Ten kod nie zadziałał. Znajdź najnowszy i spróbuj ponownie.',
      throttled: 'To już wiele prób. Odczekaj kilka minut i zacznij od nowa.',
      mail_throttled: 'Wysłaliśmy już kilka wiadomości. Odczekaj chwilę przed następną.',
      sent: 'Nowy kod jest w drodze. Poprzednie już nie działają.',
    },
  },
  link: {
    lead: (address) =>
      html`Jeśli możesz się tu zalogować adresem ${address}, link jest już w drodze. Otwórz go w tej przeglądarce w ciągu dziesięciu minut.`,
    again: 'Wyślij kolejny link',
  },
  opened: {
    lead: (address) => html`Naciśnij przycisk, aby zalogować się jako ${address}.`,
    submit: 'Zaloguj się',
  },
  elsewhere: {
    title: 'Otwórz link tam, gdzie zaczęto logowanie',
    lead: 'O ten link poproszono w innej przeglądarce lub na innym urządzeniu. Otwórz wiadomość tam, aby się zalogować. Tutaj nikt nie został zalogowany.',
    hint: 'Jeśli chcesz zalogować się tutaj, przejdź w tej przeglądarce do aplikacji i zacznij od nowa.',
  },
};
