import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_PL: OwnDataText = {
  download: {
    title: 'Pobierz swoje dane',
    lead: 'Jeden plik ze wszystkim, co jest tu o Tobie przechowywane: profil, logowania, urządzenia, aplikacje i to, co działo się na koncie. Nie ma w nim hasła ani niczego, co pozwala się zalogować.',
    submit: 'Pobierz',
  },
  parts: {
    profile: 'Kim jesteś tutaj',
    passwords: 'Kiedy wybrano hasła, których nie można użyć ponownie',
    factors: 'Sposoby potwierdzania, że to Ty',
    recovery_codes: 'Pozostałe kody zapasowe',
    remembered_devices: 'Urządzenia, na których nie pytamy o drugi krok',
    sessions: 'Urządzenia, na których masz otwartą sesję',
    session_applications: 'Aplikacje używane w tych sesjach',
    sign_ins: 'Gdzie i kiedy odbyły się logowania',
    failed_sign_ins: 'Nieudane próby zalogowania się na Twoje konto',
    roles: 'Role, które masz',
    permissions: 'Uprawnienia nadane Ci pojedynczo',
    consents: 'Na co aplikacje mają Twoją zgodę',
    grants: 'Dostęp, który aplikacje zachowują',
    access_tokens: 'Dostęp, który aplikacje mają na krótko',
    links_by_mail: 'Wysłane do Ciebie linki, które jeszcze działają',
    codes_by_mail: 'Wysłane do Ciebie kody, które jeszcze działają',
    events: 'Co działo się na Twoim koncie',
  },
  remove: {
    title: 'Usuń swoje konto',
    lead: 'Twoje konto i wszystko, co się z nim wiąże, zniknie na zawsze.',
    open: 'Usuń swoje konto',
    lost_title: 'Co zniknie razem z nim',
    lost: [
      'Twój profil i sposoby logowania',
      'Zalogowanie na wszystkich urządzeniach',
      'Dostęp wszystkich aplikacji do Twojego konta',
      'Lista Twoich urządzeń i logowań',
    ],
    elsewhere: 'To, co aplikacje same o Tobie przechowują, zostaje u nich. Poproś je o usunięcie.',
    waits: (date) =>
      html`Twoje konto zostanie usunięte ${date}. Do tego czasu działa jak dotąd i nadal możesz je zachować.`,
    at_once: 'Twoje konto zostanie usunięte od razu. Nikt nie będzie mógł go przywrócić.',
    confirm: (address) => html`Wpisz ${address}, aby potwierdzić`,
    submit: 'Usuń konto',
    back: 'Zachowaj konto',
    failures: {
      mismatch: 'To nie jest adres Twojego konta. Wpisz go tak, jak podano powyżej.',
      throttled: 'Wysłaliśmy już wiele wiadomości. Odczekaj godzinę i spróbuj ponownie.',
    },
  },
  waiting: { lead: (date) => html`Twoje konto zostanie usunięte ${date}.`, keep: 'Zachowaj moje konto' },
  done: {
    title: 'Twoje konto zostało usunięte',
    lead: 'Nic z niego tu nie zostało. Możesz teraz zamknąć to okno.',
  },
  failed: {
    reasons: {
      wrong_password: 'Błędne hasło',
      wrong_code: 'Błędny kod',
      wrong_second_factor: 'Błędny drugi krok',
      wrong_passkey: 'Klucz dostępu odrzucony',
      blocked: 'Konto było zablokowane',
    },
    since: (count) => `Nieudane próby od poprzedniego logowania: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Twoje konto w serwisie ${site} zostanie usunięte`,
      lead: (site) =>
        `Otrzymaliśmy od Ciebie prośbę o usunięcie konta w serwisie ${site}. Do dnia podanego poniżej działa ono jak dotąd.`,
      action: 'Zachowaj moje konto',
      otherwise: () =>
        'Jeśli to nie Ty lub jeśli zmienisz zdanie, zaloguj się i wybierz zachowanie konta. Jeśli był to ktoś inny, zmień potem hasło.',
    },
    account_deleted: {
      subject: (site) => `Twoje konto w serwisie ${site} zostało usunięte`,
      lead: (site) =>
        `Twoje konto w serwisie ${site} zostało usunięte zgodnie z Twoją prośbą, razem ze wszystkim, co się z nim wiązało.`,
      otherwise: () => 'Jeśli zechcesz wrócić, możesz założyć nowe konto. Na początku będzie puste.',
    },
  },
  deletes_on: 'Data usunięcia',
};
