import { html } from '../html.ts';
import { ACCOUNT_DE } from './account-de.ts';
import type { Text } from './text.ts';

/** German. */
export const de: Text = {
  language: 'de',
  direction: 'ltr',
  unnamed_application: 'Anwendung ohne Namen',
  login: {
    title: 'Anmelden',
    to: (client) => html`weiter zu ${client}`,
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    cancel: 'Abbrechen',
    continueAs: (email) => `Weiter als ${email}`,
    other_account: 'oder ein anderes Konto verwenden',
    no_signup: 'Hier lässt sich kein Konto anlegen. Bitte wenden Sie sich an die Betreiber der Anwendung.',
    failures: {
      invalid_credentials: 'E-Mail-Adresse oder Passwort ist falsch.',
      throttled: 'Zu viele Versuche. Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal.',
      busy: 'Im Moment ist sehr viel los. Bitte versuchen Sie es gleich noch einmal.',
    },
  },
  consent: {
    title: 'Zugriff erlauben?',
    lead: (client) => html`${client} möchte Ihr Konto verwenden.`,
    unverified:
      'Diese Anwendung wird von Dritten betrieben. Fahren Sie nur fort, wenn Sie sie kennen und ihr vertrauen.',
    permissions: 'Sie darf dann',
    permissionsOf: (api) => html`Mit ${api} darf sie dann`,
    no_permissions: 'Erfahren, dass Sie sich hier angemeldet haben, sonst nichts',
    scopes: new Map([
      ['openid', 'Erfahren, wer Sie sind'],
      ['profile', 'Ihren Namen und Ihr Bild sehen'],
      ['email', 'Ihre E-Mail-Adresse sehen'],
      ['address', 'Ihre Anschrift sehen'],
      ['phone', 'Ihre Telefonnummer sehen'],
      ['offline_access', 'Auf das Konto zugreifen, während Sie weg sind'],
    ]),
    account: 'Ihr Konto',
    lifetime: 'Zugriff gilt',
    destination: 'Weiter geht es zu',
    accept: 'Erlauben',
    deny: 'Nicht erlauben',
  },
  client: { policy: 'Datenschutz', tos: 'Nutzungsbedingungen' },
  error: {
    title: 'Das hat nicht geklappt',
    lead: 'Die Anwendung, von der Sie kommen, hat eine Anfrage gestellt, die wir nicht beantworten können. Gehen Sie zurück und versuchen Sie es noch einmal. Geschieht es wieder, geben Sie diese Angaben an die Betreiber der Anwendung weiter.',
    lead_server:
      'Der Fehler liegt bei uns. Bitte versuchen Sie es gleich noch einmal. Geschieht es wieder, geben Sie diese Angaben an die Betreiber dieses Dienstes weiter.',
    code: 'Fehler',
    description: 'Was geschah',
    hint: 'Hinweis',
    request_id: 'Anfrage',
    start_again: 'Von vorn beginnen',
  },
  logout: {
    title: 'Abmelden?',
    lead: 'Sie sind dabei, sich abzumelden.',
    leadFrom: (client) => html`${client} möchte Sie abmelden.`,
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    telling: 'Ihre Anwendungen werden benachrichtigt.',
  },
  account: ACCOUNT_DE,
  loggedOut: { title: 'Sie sind abgemeldet', lead: 'Sie können dieses Fenster jetzt schließen.' },
  formPost: { title: 'Einen Moment', lead: 'Es geht zurück zur Anwendung.', submit: 'Weiter' },
};
