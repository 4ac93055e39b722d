import { html } from '../html.ts';
import { ACCOUNT_PL } from './account/pl.ts';
import { ENTRANCE_PL } from './entrance/pl.ts';
import { ERRORS_PL } from './errors/pl.ts';
import { FRONT_PL } from './front/pl.ts';
import { MY_ACCOUNT_PL } from './my-account/pl.ts';
import { OWN_DATA_PL } from './own-data/pl.ts';
import { RECOVERY_CODES_PL } from './recovery-codes/pl.ts';
import type { Text } from './text.ts';

/** Polish. */
export const pl: Text = {
  language: 'pl',
  direction: 'ltr',
  unnamed_application: 'Aplikacja bez nazwy',
  login: {
    title: 'Zaloguj się',
    to: (client) => html`aby przejść do aplikacji ${client}`,
    email: 'Adres e-mail',
    email_or_username: 'Adres e-mail lub nazwa użytkownika',
    password: 'Hasło',
    show_password: 'Pokaż hasło',
    submit: 'Zaloguj się',
    cancel: 'Anuluj',
    continueAs: (address) => html`Kontynuuj jako ${address}`,
    other_account: 'lub użyj innego konta',
    new_here: 'Nie masz konta?',
    create_account: 'Utwórz konto',
    no_signup: 'Nie można tu utworzyć konta. Poproś o nie administratora tej aplikacji.',
    failures: {
      invalid_credentials: 'Adres e-mail lub hasło jest nieprawidłowe.',
      throttled: 'Zbyt wiele prób. Odczekaj kilka minut i spróbuj ponownie.',
      busy: 'Mamy teraz bardzo duży ruch. Spróbuj ponownie za chwilę.',
      malformed_email: 'To nie wygląda na pełny adres e-mail. Sprawdź go.',
      unavailable: 'Ten sposób logowania nie jest tu jeszcze dostępny. Wybierz inny.',
      stale: 'Twoje konto zostało zmienione podczas logowania. Zaloguj się ponownie.',
    },
  },
  entrance: ENTRANCE_PL,
  front: FRONT_PL,
  signUp: {
    title: 'Utwórz konto',
    submit: 'Utwórz konto',
    has_account: 'Mam już konto',
    back: 'Wróć do logowania',
    failures: {
      malformed_email: 'To nie wygląda na pełny adres e-mail. Sprawdź go.',
      taken: 'Istnieje już konto z tym adresem e-mail. Możesz się zalogować lub ustawić nowe hasło.',
      throttled: 'Zbyt wiele prób. Odczekaj kilka minut i spróbuj ponownie.',
      busy: 'Mamy teraz bardzo duży ruch. Spróbuj ponownie za chwilę.',
    },
  },
  newPassword: {
    hint: (count) =>
      `Co najmniej ${counted(count, CHARACTERS)}. Dobrze sprawdza się kilka niepowiązanych ze sobą słów.`,
    tooShort: (count) => `Hasło musi mieć co najmniej ${counted(count, CHARACTERS)}.`,
    failures: {
      too_long: 'To hasło jest za długie. Użyj najwyżej 1024 znaków.',
      common:
        'Wiele osób używa tego hasła lub bardzo podobnego, więc łatwo je odgadnąć. Spróbuj kilku niepowiązanych ze sobą słów.',
      personal:
        'Nie używaj swojego imienia, nazwiska, adresu ani nazwy tej witryny: ktoś spróbowałby ich w pierwszej kolejności.',
      dictionary:
        'To hasło składa się ze słów, które łatwo tu odgadnąć. Spróbuj kilku niepowiązanych ze sobą słów.',
      reused: 'To hasło było już używane na tym koncie. Wybierz nowe.',
      breached:
        'To hasło jest na liście skradzionych haseł, więc ktoś może próbować go użyć. Wybierz inne i zmień je wszędzie, gdzie jeszcze go używasz.',
    },
  },
  mailSent: {
    title: 'Sprawdź pocztę',
    toSignUp: (address) =>
      html`Wysłaliśmy wiadomość na adres ${address}. Otwórz zawarty w niej link, aby kontynuować.`,
    toReset: (address) =>
      html`Jeśli istnieje konto z adresem ${address}, wiadomość jest już w drodze. Otwórz zawarty w niej link, aby ustawić nowe hasło.`,
    nothing_came: 'Po kilku minutach nadal nic? Zajrzyj do folderu ze spamem lub spróbuj jeszcze raz.',
    again: 'Spróbuj jeszcze raz',
  },
  verifyEmail: {
    title: 'Potwierdź adres e-mail',
    lead: (address) => html`Naciśnij przycisk, aby potwierdzić, że ${address} to Twój adres.`,
    password: 'Hasło wybrane przy rejestracji',
    wrong_password: 'To nie jest hasło wybrane dla tego konta.',
    submit: 'Potwierdź',
    done_title: 'Adres e-mail jest potwierdzony',
    done: 'Wróć do aplikacji i zaloguj się.',
  },
  resetPassword: {
    forgot: 'Nie pamiętasz hasła?',
    title: 'Ustaw nowe hasło',
    lead: 'Podaj swój adres e-mail, a wyślemy Ci link.',
    submit: 'Wyślij link',
    choose_title: 'Wybierz nowe hasło',
    chooseFor: (address) => html`dla konta ${address}`,
    new_password: 'Nowe hasło',
    choose: 'Zapisz hasło',
    done_title: 'Hasło zostało zmienione',
    done: 'Wylogowaliśmy Cię wszędzie indziej. Aby kontynuować, zaloguj się nowym hasłem.',
    continue: 'Przejdź do logowania',
  },
  linkEnded: {
    title: 'Ten link już nie działa',
    lead: 'Link działa tylko raz i przez ograniczony czas, a nowszy zastępuje poprzedni. Jeśli ten link został przed chwilą użyty, wszystko jest gotowe.',
    go_back: 'Możesz wrócić do aplikacji i zacząć tam od nowa.',
    again: 'Uzyskaj nowy link',
  },
  consent: {
    title: 'Zezwolić na dostęp?',
    lead: (client) => html`${client} chce korzystać z Twojego konta.`,
    unverified: 'Tę aplikację prowadzi ktoś inny. Kontynuuj tylko wtedy, gdy ją znasz i jej ufasz.',
    typed: (command) => html`Kontynuuj tylko wtedy, gdy przed chwilą na tym komputerze wpisano ${command}.`,
    about_you: 'O Tobie',
    permissions: 'Aplikacja będzie mogła',
    permissionsOf: (api) => html`W usłudze ${api}`,
    many: (count) => `Uprawnienia: ${count}, według tematu`,
    no_permissions: 'Dowiedzieć się, że logujesz się tutaj, i nic więcej',
    scopes: new Map([
      ['openid', 'Dowiedzieć się, kim jesteś'],
      ['profile', 'Zobaczyć Twoje imię, nazwisko i zdjęcie'],
      ['email', 'Zobaczyć Twój adres e-mail'],
      ['address', 'Zobaczyć Twój adres pocztowy'],
      ['phone', 'Zobaczyć Twój numer telefonu'],
      ['offline_access', 'Zachować dostęp pod Twoją nieobecność'],
    ]),
    account: 'Twoje konto',
    lifetime: 'Czas dostępu',
    renewable: (span) => html`z możliwością odnawiania przez ${span}`,
    renewable_always: 'z możliwością odnawiania, dopóki go nie cofniesz',
    origin: 'Aplikacja pochodzi z',
    destination: 'Wrócisz do',
    technical_names: 'Nazwy techniczne',
    accept: 'Zezwól',
    deny: 'Nie zezwalaj',
  },
  myAccount: MY_ACCOUNT_PL,
  secondFactor: {
    title: 'Potwierdź, że to Ty',
    leads: {
      otp: 'Wpisz sześć cyfr z aplikacji uwierzytelniającej.',
      webauthn: 'Użyj klucza bezpieczeństwa, odcisku palca lub twarzy.',
      email: 'Możemy wysłać Ci kod e-mailem.',
      recovery: 'Wpisz jeden ze swoich kodów zapasowych. Każdy działa tylko raz.',
    },
    ways: {
      otp: 'Aplikacja uwierzytelniająca',
      webauthn: 'Klucz bezpieczeństwa lub klucz dostępu',
      email: 'E-mail',
      recovery: 'Kod zapasowy',
    },
    hints: {
      otp: 'Kod z sześciu cyfr',
      webauthn: 'Dotknij go lub użyj odcisku palca',
      email: 'Wyślemy Ci kod',
      recovery: 'Jeden z zapisanych kodów',
    },
    other_ways: 'Lub wybierz inny sposób',
    code: 'Kod',
    recovery_code: 'Kod zapasowy',
    remember: (days) => `Nie pytaj na tym urządzeniu przez ${counted(days, DAYS)}`,
    submit: 'Dalej',
    cancel: 'Anuluj',
    mailTo: (address) => html`Kod wyślemy na adres ${address}.`,
    send: 'Wyślij kod',
    send_again: 'Wyślij kolejny kod',
    failures: {
      wrong_code: 'Ten kod nie zadziałał. Sprawdź go i spróbuj ponownie.',
      clock_off:
        'Ten kod pochodzi z innej minuty. Być może zegar telefonu źle chodzi: włącz w nim automatyczne ustawianie czasu, a potem wpisz kod, który pokazuje.',
      throttled: 'To było dużo prób. Odczekaj kilka minut i spróbuj ponownie lub użyj kodu zapasowego.',
      mail_throttled: 'Wysłaliśmy Ci już kilka kodów. Odczekaj kilka minut przed następnym.',
      sent: 'Kod jest w drodze. Jest ważny przez dziesięć minut.',
    },
    enrol: {
      title: 'Dodaj drugi krok',
      lead: (client) => html`${client} wymaga drugiego kroku przy logowaniu. Konfiguracja zajmie minutę.`,
      install: 'Otwórz aplikację uwierzytelniającą lub zainstaluj ją.',
      scan: 'Zeskanuj nią ten obraz lub wpisz klucz.',
      qr: 'Kod QR z kluczem',
      key: 'Klucz',
      confirm: 'Wpisz sześć cyfr, które pokazuje aplikacja.',
      submit: 'Włącz',
    },
    recovery: RECOVERY_CODES_PL,
  },
  client: { policy: 'Polityka prywatności', tos: 'Warunki korzystania' },
  errors: ERRORS_PL,
  logout: {
    title: 'Wylogować się?',
    lead: 'Za chwilę się wylogujesz.',
    leadFrom: (client) => html`${client} prosi o wylogowanie Cię.`,
    submit: 'Wyloguj się',
    stay: 'Nie wylogowuj mnie',
    telling: 'Powiadamiamy Twoje aplikacje.',
  },
  account: ACCOUNT_PL,
  ownData: OWN_DATA_PL,
  loggedOut: { title: 'Wylogowano', lead: 'Możesz teraz zamknąć to okno.' },
  webauthn: {
    sign_in: 'Zaloguj się kluczem dostępu',
    use: 'Użyj klucza dostępu lub klucza bezpieczeństwa',
    add: 'Dodaj klucz dostępu lub klucz bezpieczeństwa',
    add_lead: 'Może to być odcisk palca, twarz, blokada telefonu lub klucz, który się podłącza.',
    failed: 'To się nie udało. Spróbuj ponownie lub wybierz inny sposób.',
    unavailable:
      'W tej przeglądarce nie można tu użyć kluczy dostępu ani kluczy bezpieczeństwa. Wybierz inny sposób.',
    unavailable_alone: 'W tej przeglądarce nie można tu użyć kluczy dostępu ani kluczy bezpieczeństwa.',
  },
  formPost: { title: 'Chwileczkę', lead: 'Wracamy do aplikacji.', submit: 'Dalej' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Potwierdź adres e-mail w serwisie ${site}`,
        lead: () => 'Otwórz link, aby potwierdzić, że to Twój adres.',
        action: 'Potwierdź adres e-mail',
        otherwise: () =>
          'Jeśli to nie Twoja prośba, nie musisz nic robić: bez Ciebie adres nie zostanie potwierdzony.',
      },
      reset_password: {
        subject: (site) => `Wybierz nowe hasło w serwisie ${site}`,
        lead: (site) =>
          `Ktoś poprosił o nowe hasło do Twojego konta w serwisie ${site}. Otwórz link, aby je wybrać.`,
        action: 'Wybierz nowe hasło',
        otherwise: () => 'Jeśli to nie Ty, nie musisz nic robić: hasło się nie zmieni.',
      },
      change_email: {
        subject: (site) => `Potwierdź nowy adres e-mail w serwisie ${site}`,
        lead: (site) => `Otwórz link, aby odtąd używać tego adresu na swoim koncie w serwisie ${site}.`,
        action: 'Używaj tego adresu',
        otherwise: () => 'Jeśli to nie Twoja prośba, nie musisz nic robić: nic się nie zmieni.',
      },
      login_link: {
        subject: (site) => `Zaloguj się w serwisie ${site}`,
        lead: () => 'Aby się zalogować, otwórz link w tej samej przeglądarce, w której trwa logowanie.',
        action: 'Zaloguj się',
        otherwise: () => 'Jeśli to nie Twoja prośba, nie musisz nic robić: bez Ciebie nikt się nie zaloguje.',
      },
      login_code: {
        subject: (site) => `Twój kod logowania w serwisie ${site}`,
        lead: () => 'Wpisz ten kod na stronie, na której trwa logowanie.',
        otherwise: () =>
          'Jeśli to nie Twoja prośba, nie musisz nic robić. Nigdy nie podawaj nikomu tego kodu.',
      },
      second_factor_code: {
        subject: (site) => `Twój kod bezpieczeństwa w serwisie ${site}`,
        lead: () => 'Wpisz ten kod na stronie, na której się logujesz.',
        otherwise: () =>
          'Jeśli się nie logujesz, ktoś zna Twoje hasło: zmień je. Nigdy nie podawaj nikomu tego kodu.',
      },
      account_exists: {
        subject: (site) => `Masz już konto w serwisie ${site}`,
        lead: (site) =>
          `Ktoś próbował utworzyć konto w serwisie ${site} z tym adresem. Takie konto już istnieje: możesz się zalogować lub wybrać nowe hasło.`,
        action: 'Wybierz nowe hasło',
        otherwise: () => 'Jeśli to nie Ty, nie musisz nic robić: konto się nie zmieni.',
      },
      email_changed: {
        subject: (site) => `Zmieniono Twój adres e-mail w serwisie ${site}`,
        lead: (site) =>
          `Adres Twojego konta w serwisie ${site} został zmieniony. Wiadomości będą odtąd trafiać na nowy adres.`,
        otherwise: (site) => `Jeśli to nie Ty, od razu napisz do administratora serwisu ${site}.`,
      },
      password_changed: {
        subject: (site) => `Zmieniono Twoje hasło w serwisie ${site}`,
        lead: (site) =>
          `Hasło do Twojego konta w serwisie ${site} zostało zmienione. Inne urządzenia wylogowano.`,
        otherwise: () =>
          'Jeśli to nie Ty, od razu wybierz nowe hasło: „Nie pamiętasz hasła?” na stronie logowania.',
      },
      second_factor_added: {
        subject: (site) => `Dodano sposób potwierdzania logowania w serwisie ${site}`,
        lead: (site) => `Twoje konto w serwisie ${site} ma nowy drugi krok logowania.`,
        otherwise: () => 'Jeśli to nie Ty, zmień hasło i usuń ten krok na stronie swojego konta.',
      },
      second_factor_removed: {
        subject: (site) => `Usunięto sposób potwierdzania logowania w serwisie ${site}`,
        lead: (site) => `Z Twojego konta w serwisie ${site} usunięto drugi krok logowania.`,
        otherwise: () => 'Jeśli to nie Ty, zmień hasło i sprawdź stronę swojego konta.',
      },
      new_sign_in: {
        subject: (site) => `Nowe logowanie w serwisie ${site}`,
        lead: (site) =>
          `Ktoś zalogował się na Twoje konto w serwisie ${site} na urządzeniu, którego nie znamy.`,
        otherwise: () =>
          'Jeśli to Ty, nie musisz nic robić. Jeśli nie, zmień hasło: inne urządzenia zostaną wtedy wylogowane.',
      },
      ...OWN_DATA_PL.mails,
    },
    your_code: 'Twój kod',
    or_open: 'Jeśli przycisk nie działa, otwórz ten adres:',
    expires: (n) => `Ważność: ${n < 60 ? counted(n, MINUTES) : counted(n / 60, HOURS)}.`,
    when: 'Kiedy',
    device: 'Urządzenie',
    address: 'Adres',
    because: (site) =>
      `Otrzymujesz tę wiadomość z powodu swojego konta w serwisie ${site} lub dlatego, że ktoś podał tam ten adres.`,
  },
};

/** After 1, after 2 to 4 but not 12 to 14, and after any other count. */
type Forms = readonly [one: string, few: string, many: string];

const CHARACTERS: Forms = ['znak', 'znaki', 'znaków'];
const DAYS: Forms = ['dzień', 'dni', 'dni'];
const MINUTES: Forms = ['minuta', 'minuty', 'minut'];
const HOURS: Forms = ['godzina', 'godziny', 'godzin'];
const RULES = new Intl.PluralRules('pl');

function counted(count: number, [one, few, many]: Forms): string {
  const rule = RULES.select(count);
  const form = rule === 'one' ? one : rule === 'few' ? few : many;
  return `${count} ${form}`;
}
