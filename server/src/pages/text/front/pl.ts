import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_PL: FrontText = {
  title: 'Logowanie i konta',
  lead: 'Aplikacje kierują tu użytkowników, aby się zalogowali. Tutaj jest też Twoje konto: możesz nim zarządzać, kiedy chcesz.',
  account: 'Przejdź do mojego konta',
  developers: 'Dla programistów',
  issuer: 'Wystawca',
  metadata: 'Metadane',
  stranger: {
    title: 'Ten adres donikąd nie prowadzi',
    lead: (host) => html`Pod adresem ${host} nie ma strony logowania.`,
    hint: 'Sprawdź, czy w adresie nie ma literówki, albo wróć do aplikacji, która Cię tu skierowała, i zacznij od nowa.',
  },
  machine: {
    title: 'Na tym komputerze',
    hint: 'Widzisz to, ponieważ strona została otwarta na komputerze, na którym działa serwer.',
    mailbox: 'Skrzynka pocztowa',
    mailbox_hint: 'Wiadomości, które tu powstały i nie zostały wysłane',
    noClient: (command) =>
      html`Nie ma jeszcze zarejestrowanej aplikacji. Uruchom ${command}, aby dodać swoją.`,
    noTenant: (command) => html`Nie ma jeszcze żadnego tenanta. Uruchom ${command}, aby go utworzyć.`,
  },
  dashboard: {
    title: 'Panel nie jest zbudowany',
    lead: (command) =>
      html`Temu serwerowi brakuje stron panelu. Uruchom ${command} tam, gdzie jest zainstalowany, a potem otwórz ten adres ponownie.`,
  },
};
