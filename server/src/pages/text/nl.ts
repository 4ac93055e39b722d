import { html } from '../html.ts';
import { ACCOUNT_NL } from './account/nl.ts';
import { ENTRANCE_NL } from './entrance/nl.ts';
import { ERRORS_NL } from './errors/nl.ts';
import { FRONT_NL } from './front/nl.ts';
import { MY_ACCOUNT_NL } from './my-account/nl.ts';
import { OWN_DATA_NL } from './own-data/nl.ts';
import { RECOVERY_CODES_NL } from './recovery-codes/nl.ts';
import type { Text } from './text.ts';

/** Dutch. */
export const nl: Text = {
  language: 'nl',
  direction: 'ltr',
  unnamed_application: 'App zonder naam',
  login: {
    title: 'Inloggen',
    to: (client) => html`om door te gaan naar ${client}`,
    email: 'E-mailadres',
    email_or_username: 'E-mailadres of gebruikersnaam',
    password: 'Wachtwoord',
    show_password: 'Wachtwoord tonen',
    submit: 'Inloggen',
    cancel: 'Annuleren',
    continueAs: (address) => html`Doorgaan als ${address}`,
    other_account: 'of gebruik een ander account',
    new_here: 'Nieuw hier?',
    create_account: 'Maak een account',
    no_signup: 'Je kunt hier geen account maken. Vraag de beheerder van deze app om een account.',
    failures: {
      invalid_credentials: 'Het e-mailadres of het wachtwoord klopt niet.',
      throttled: 'Te veel pogingen. Wacht een paar minuten en probeer het dan opnieuw.',
      busy: 'Het is nu erg druk. Probeer het zo nog eens.',
      malformed_email: 'Dit lijkt geen volledig e-mailadres te zijn. Controleer het even.',
      unavailable: 'Op die manier kun je hier nog niet inloggen. Kies een andere manier.',
      stale: 'Je account is gewijzigd terwijl je inlogde. Log opnieuw in.',
    },
  },
  entrance: ENTRANCE_NL,
  front: FRONT_NL,
  signUp: {
    title: 'Maak je account',
    submit: 'Account maken',
    has_account: 'Ik heb al een account',
    back: 'Terug naar inloggen',
    failures: {
      malformed_email: 'Dit lijkt geen volledig e-mailadres te zijn. Controleer het even.',
      taken: 'Er is al een account met dit e-mailadres. Je kunt inloggen of een nieuw wachtwoord instellen.',
      throttled: 'Te veel pogingen. Wacht een paar minuten en probeer het dan opnieuw.',
      busy: 'Het is nu erg druk. Probeer het zo nog eens.',
    },
  },
  newPassword: {
    hint: (count) =>
      `Minstens ${characters(count)}. Een paar woorden die niets met elkaar te maken hebben, werken goed.`,
    tooShort: (count) => `Gebruik minstens ${characters(count)}.`,
    failures: {
      too_long: 'Dat is te lang. Gebruik maximaal 1.024 tekens.',
      common:
        'Veel mensen gebruiken dit wachtwoord of een wachtwoord dat er erg op lijkt. Daardoor is het makkelijk te raden. Probeer een paar woorden die niets met elkaar te maken hebben.',
      personal:
        'Gebruik niet je naam, je adres of de naam van deze site: dat probeert iemand anders het eerst.',
      dictionary:
        'Dit bestaat uit woorden die hier makkelijk te raden zijn. Probeer een paar woorden die niets met elkaar te maken hebben.',
      reused: 'Dit wachtwoord heb je al eens gebruikt. Kies een nieuw wachtwoord.',
      breached:
        'Dit wachtwoord staat op een lijst met gestolen wachtwoorden, dus iemand kan het proberen. Kies een ander wachtwoord en wijzig het ook op andere plekken waar je het gebruikt.',
    },
  },
  mailSent: {
    title: 'Check je e-mail',
    toSignUp: (address) =>
      html`We hebben een e-mail gestuurd naar ${address}. Open de link in die e-mail om door te gaan.`,
    toReset: (address) =>
      html`Als er een account is voor ${address}, is er een e-mail onderweg. Open de link in die e-mail om een nieuw wachtwoord in te stellen.`,
    nothing_came: 'Na een paar minuten nog niets ontvangen? Kijk in de map met spam of probeer het nog eens.',
    again: 'Opnieuw proberen',
  },
  verifyEmail: {
    title: 'Bevestig je e-mailadres',
    lead: (address) => html`Klik op de knop om te bevestigen dat ${address} van jou is.`,
    password: 'Het wachtwoord dat je hebt gekozen',
    wrong_password: 'Dit is niet het wachtwoord dat voor dit account is gekozen.',
    submit: 'Bevestigen',
    done_title: 'Je e-mailadres is bevestigd',
    done: 'Ga terug naar de app en log in.',
  },
  resetPassword: {
    forgot: 'Wachtwoord vergeten?',
    title: 'Nieuw wachtwoord instellen',
    lead: 'Vul je e-mailadres in, dan sturen we je een link.',
    submit: 'Link versturen',
    choose_title: 'Kies een nieuw wachtwoord',
    chooseFor: (address) => html`voor ${address}`,
    new_password: 'Nieuw wachtwoord',
    choose: 'Wachtwoord opslaan',
    done_title: 'Je wachtwoord is gewijzigd',
    done: 'Je bent op alle andere plekken uitgelogd. Log in met je nieuwe wachtwoord om door te gaan.',
    continue: 'Ga naar inloggen',
  },
  linkEnded: {
    title: 'Deze link werkt niet meer',
    lead: 'Een link werkt één keer en voor een beperkte tijd, en een nieuwere link vervangt de vorige. Heb je de link net gebruikt? Dan is alles in orde.',
    go_back: 'Je kunt teruggaan naar de app en daar opnieuw beginnen.',
    again: 'Nieuwe link aanvragen',
  },
  consent: {
    title: 'Toegang geven?',
    lead: (client) => html`${client} wil je account gebruiken.`,
    unverified: 'Deze app is van een andere partij. Ga alleen door als je de app kent en vertrouwt.',
    typed: (command) => html`Ga alleen door als je zojuist ${command} op deze computer hebt getypt.`,
    about_you: 'Over jou',
    permissions: 'De app kan dan',
    permissionsOf: (api) => html`Met ${api}`,
    many: (count) => `${count} machtigingen, per onderwerp`,
    no_permissions: 'Weten dat je hier bent ingelogd, en verder niets',
    scopes: new Map([
      ['openid', 'Weten wie je bent'],
      ['profile', 'Je naam en foto zien'],
      ['email', 'Je e-mailadres zien'],
      ['address', 'Je postadres zien'],
      ['phone', 'Je telefoonnummer zien'],
      ['offline_access', 'Toegang houden terwijl je weg bent'],
    ]),
    account: 'Je account',
    lifetime: 'Toegang duurt',
    renewable: (span) => html`kan ${span} lang worden verlengd`,
    renewable_always: 'kan worden verlengd tot je hem intrekt',
    origin: 'De app komt van',
    destination: 'Je gaat terug naar',
    technical_names: 'Technische namen',
    accept: 'Toestaan',
    deny: 'Niet toestaan',
  },
  myAccount: MY_ACCOUNT_NL,
  secondFactor: {
    title: 'Bevestig dat jij het bent',
    leads: {
      otp: 'Vul de zes cijfers in die je authenticator-app laat zien.',
      webauthn: 'Gebruik je beveiligingssleutel, je vingerafdruk of je gezicht.',
      email: 'We kunnen je een code sturen per e-mail.',
      recovery: 'Vul een van de herstelcodes in die je hebt bewaard. Elke code werkt één keer.',
    },
    ways: {
      otp: 'Authenticator-app',
      webauthn: 'Beveiligingssleutel of toegangssleutel',
      email: 'E-mail',
      recovery: 'Herstelcode',
    },
    hints: {
      otp: 'Een code van zes cijfers',
      webauthn: 'Raak de sleutel aan of gebruik je vingerafdruk',
      email: 'We sturen je een code',
      recovery: 'Een van de codes die je hebt bewaard',
    },
    other_ways: 'Of gebruik een andere manier',
    code: 'Code',
    recovery_code: 'Herstelcode',
    remember: (days) =>
      days === 1 ? 'Een dag niet vragen op dit apparaat' : `${days} dagen niet vragen op dit apparaat`,
    submit: 'Doorgaan',
    cancel: 'Annuleren',
    mailTo: (address) => html`De code gaat naar ${address}.`,
    send: 'Stuur me een code',
    send_again: 'Stuur een nieuwe code',
    failures: {
      wrong_code: 'Deze code werkte niet. Controleer de code en probeer het opnieuw.',
      clock_off:
        'Deze code hoort bij een andere minuut. Misschien loopt de klok van je telefoon niet gelijk: laat hem de tijd automatisch instellen en typ dan de code die hij toont.',
      throttled:
        'Dat waren veel pogingen. Wacht een paar minuten en probeer het dan opnieuw, of gebruik een herstelcode.',
      mail_throttled: 'We hebben je al een paar codes gestuurd. Wacht een paar minuten op de volgende.',
      sent: 'Er is een code naar je onderweg. Die is tien minuten geldig.',
    },
    enrol: {
      title: 'Voeg een tweede stap toe',
      lead: (client) => html`${client} vraagt om een tweede stap als je inlogt. Instellen duurt een minuut.`,
      install: 'Open je authenticator-app of installeer er een.',
      scan: 'Scan deze afbeelding met de app of typ de sleutel over.',
      qr: 'QR-code met de sleutel',
      key: 'Sleutel',
      confirm: 'Vul de zes cijfers in die de app laat zien.',
      submit: 'Aanzetten',
    },
    recovery: RECOVERY_CODES_NL,
  },
  client: { policy: 'Privacybeleid', tos: 'Servicevoorwaarden' },
  errors: ERRORS_NL,
  logout: {
    title: 'Uitloggen?',
    lead: 'Je staat op het punt uit te loggen.',
    leadFrom: (client) => html`${client} wil je uitloggen.`,
    submit: 'Uitloggen',
    stay: 'Ingelogd blijven',
    telling: 'We laten het je apps weten.',
  },
  account: ACCOUNT_NL,
  ownData: OWN_DATA_NL,
  loggedOut: { title: 'Je bent uitgelogd', lead: 'Je kunt dit venster nu sluiten.' },
  webauthn: {
    sign_in: 'Inloggen met een toegangssleutel',
    use: 'Toegangssleutel of beveiligingssleutel gebruiken',
    add: 'Toegangssleutel of beveiligingssleutel toevoegen',
    add_lead:
      'Dat kan je vingerafdruk zijn, je gezicht, de vergrendeling van je telefoon of een sleutel die je aansluit.',
    failed: 'Dat is niet gelukt. Probeer het opnieuw of kies een andere manier.',
    unavailable:
      'Deze browser kan hier geen toegangssleutels of beveiligingssleutels gebruiken. Kies een andere manier.',
    unavailable_alone: 'Deze browser kan hier geen toegangssleutels of beveiligingssleutels gebruiken.',
  },
  formPost: { title: 'Een moment', lead: 'We brengen je terug naar de app.', submit: 'Doorgaan' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Bevestig je e-mailadres voor ${site}`,
        lead: () => 'Open de link om te bevestigen dat dit adres van jou is.',
        action: 'E-mailadres bevestigen',
        otherwise: () =>
          'Heb je dit niet aangevraagd? Dan hoef je niets te doen: zonder jou wordt het adres niet bevestigd.',
      },
      reset_password: {
        subject: (site) => `Kies een nieuw wachtwoord voor ${site}`,
        lead: (site) =>
          `Iemand heeft een nieuw wachtwoord aangevraagd voor je account bij ${site}. Open de link om een nieuw wachtwoord te kiezen.`,
        action: 'Nieuw wachtwoord kiezen',
        otherwise: () => 'Was jij dit niet? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
      },
      change_email: {
        subject: (site) => `Bevestig je nieuwe e-mailadres voor ${site}`,
        lead: (site) => `Open de link om dit adres voortaan te gebruiken voor je account bij ${site}.`,
        action: 'Dit adres gebruiken',
        otherwise: () => 'Heb je dit niet aangevraagd? Dan hoef je niets te doen: er verandert niets.',
      },
      login_link: {
        subject: (site) => `Inloggen bij ${site}`,
        lead: () => 'Open de link in de browser waarin je bent begonnen, dan ben je ingelogd.',
        action: 'Inloggen',
        otherwise: () =>
          'Heb je dit niet aangevraagd? Dan hoef je niets te doen: zonder jou wordt er niemand ingelogd.',
      },
      login_code: {
        subject: (site) => `Je code om in te loggen bij ${site}`,
        lead: () => 'Vul deze code in op de pagina waar je bent begonnen.',
        otherwise: () =>
          'Heb je dit niet aangevraagd? Dan hoef je niets te doen. Geef de code nooit aan iemand anders.',
      },
      second_factor_code: {
        subject: (site) => `Je beveiligingscode voor ${site}`,
        lead: () => 'Vul deze code in op de pagina waar je inlogt.',
        otherwise: () =>
          'Ben je niet aan het inloggen? Dan kent iemand je wachtwoord: wijzig het. Geef de code nooit aan iemand anders.',
      },
      account_exists: {
        subject: (site) => `Je hebt al een account bij ${site}`,
        lead: (site) =>
          `Iemand wilde met dit adres een account maken bij ${site}. Er is al een account: je kunt inloggen of een nieuw wachtwoord kiezen.`,
        action: 'Nieuw wachtwoord kiezen',
        otherwise: () => 'Was jij dit niet? Dan hoef je niets te doen: je account blijft zoals het is.',
      },
      email_changed: {
        subject: (site) => `Je e-mailadres bij ${site} is gewijzigd`,
        lead: (site) =>
          `Het adres van je account bij ${site} is gewijzigd. E-mails gaan voortaan naar het nieuwe adres.`,
        otherwise: (site) => `Was jij dit niet? Neem dan meteen contact op met de beheerder van ${site}.`,
      },
      password_changed: {
        subject: (site) => `Je wachtwoord bij ${site} is gewijzigd`,
        lead: (site) =>
          `Het wachtwoord van je account bij ${site} is gewijzigd. Andere apparaten zijn uitgelogd.`,
        otherwise: () =>
          'Was jij dit niet? Kies dan meteen een nieuw wachtwoord via ‘Wachtwoord vergeten?’ op de inlogpagina.',
      },
      second_factor_added: {
        subject: (site) => `Er is een manier toegevoegd om inloggen bij ${site} te bevestigen`,
        lead: (site) => `Je account bij ${site} heeft een nieuwe tweede stap.`,
        otherwise: () =>
          'Was jij dit niet? Wijzig dan je wachtwoord en verwijder de stap op je accountpagina.',
      },
      second_factor_removed: {
        subject: (site) => `Er is een manier verwijderd om inloggen bij ${site} te bevestigen`,
        lead: (site) => `Een tweede stap is verwijderd uit je account bij ${site}.`,
        otherwise: () => 'Was jij dit niet? Wijzig dan je wachtwoord en bekijk je accountpagina.',
      },
      new_sign_in: {
        subject: (site) => `Nieuwe login bij ${site}`,
        lead: (site) =>
          `Iemand heeft ingelogd op je account bij ${site} vanaf een apparaat dat we nog niet kenden.`,
        otherwise: () =>
          'Was jij dit? Dan hoef je niets te doen. Zo niet, wijzig dan je wachtwoord: andere apparaten worden dan uitgelogd.',
      },
      ...OWN_DATA_NL.mails,
    },
    your_code: 'Je code',
    or_open: 'Werkt de knop niet? Open dan dit adres:',
    expires: (n) =>
      n < 60 ? `Nog ${n} ${n === 1 ? 'minuut' : 'minuten'} geldig.` : `Nog ${n / 60} uur geldig.`,
    when: 'Wanneer',
    device: 'Apparaat',
    address: 'Adres',
    because: (site) =>
      `Je krijgt deze e-mail vanwege je account bij ${site}, of omdat iemand daar dit adres heeft ingevuld.`,
  },
};

function characters(count: number): string {
  return `${count} ${count === 1 ? 'teken' : 'tekens'}`;
}
