import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_NL: OwnDataText = {
  download: {
    title: 'Je gegevens downloaden',
    lead: 'Eén bestand met alles wat hier over jou wordt bewaard: profiel, inlogmomenten, apparaten, apps en wat er in je account is gebeurd. Er staat geen wachtwoord in en niets waarmee iemand kan inloggen.',
    submit: 'Downloaden',
  },
  parts: {
    profile: 'Wie je hier bent',
    passwords: 'Wanneer wachtwoorden zijn gekozen die niet opnieuw gebruikt mogen worden',
    factors: 'Manieren om te bevestigen dat jij het bent',
    recovery_codes: 'Herstelcodes die nog over zijn',
    remembered_devices: 'Apparaten waarop de tweede stap niet wordt gevraagd',
    sessions: 'Apparaten waarop je bent ingelogd',
    session_applications: 'Apps die je in deze sessies hebt gebruikt',
    sign_ins: 'Waar en wanneer je hebt ingelogd',
    failed_sign_ins: 'Mislukte pogingen om in te loggen op je account',
    roles: 'Rollen die je hebt',
    permissions: 'Rechten die je afzonderlijk hebt gekregen',
    consents: 'Wat je apps hebt toegestaan',
    grants: 'Toegang die apps houden',
    access_tokens: 'Toegang die apps voor korte tijd hebben',
    links_by_mail: 'Links die we je hebben gestuurd en die nog werken',
    codes_by_mail: 'Codes die we je hebben gestuurd en die nog werken',
    events: 'Wat er in je account is gebeurd',
  },
  remove: {
    title: 'Je account verwijderen',
    lead: 'Je account en alles wat daarbij wordt bewaard, verdwijnen voorgoed.',
    open: 'Je account verwijderen',
    lost_title: 'Wat er verdwijnt',
    lost: [
      'Je profiel en je manieren om in te loggen',
      'Je login op elk apparaat',
      'De toegang van elke app tot je account',
      'De lijst van je apparaten en inlogmomenten',
    ],
    elsewhere: 'Wat apps zelf over je bewaren, blijft daar. Vraag hun het te verwijderen.',
    waits: (date) =>
      html`Je account wordt verwijderd op ${date}. Tot dan werkt het zoals altijd en kun je het nog houden.`,
    at_once: 'Je account wordt meteen verwijderd. Niemand kan het terughalen.',
    confirm: (address) => html`Typ ${address} om te bevestigen`,
    submit: 'Account verwijderen',
    back: 'Account houden',
    failures: {
      mismatch: 'Dit is niet het adres van je account. Typ het zoals het hierboven staat.',
      throttled: 'We hebben al veel e-mails gestuurd. Wacht een uur en probeer het dan opnieuw.',
    },
  },
  waiting: { lead: (date) => html`Je account wordt verwijderd op ${date}.`, keep: 'Mijn account houden' },
  done: {
    title: 'Je account is verwijderd',
    lead: 'Er is hier niets meer van over. Je kunt dit venster nu sluiten.',
  },
  failed: {
    reasons: {
      wrong_password: 'Onjuist wachtwoord',
      wrong_code: 'Onjuiste code',
      wrong_second_factor: 'Onjuiste tweede stap',
      wrong_passkey: 'Passkey niet geaccepteerd',
      blocked: 'Het account was geblokkeerd',
    },
    since: (count) => `Mislukte pogingen sinds je vorige login: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Je account bij ${site} wordt verwijderd`,
      lead: (site) =>
        `Je hebt gevraagd om je account bij ${site} te verwijderen. Tot de dag hieronder werkt het zoals altijd.`,
      action: 'Mijn account houden',
      otherwise: () =>
        'Was jij dit niet, of ben je van gedachten veranderd? Log dan in en kies ervoor je account te houden. Was het iemand anders, wijzig dan daarna je wachtwoord.',
    },
    account_deleted: {
      subject: (site) => `Je account bij ${site} is verwijderd`,
      lead: (site) =>
        `Je account bij ${site} is op jouw verzoek verwijderd, met alles wat daarbij werd bewaard.`,
      otherwise: () => 'Wil je terugkomen, dan kun je een nieuw account maken. Het begint leeg.',
    },
  },
  deletes_on: 'Wordt verwijderd op',
};
