/**
 * The overview, in German.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_DE: OverviewText = {
  title: 'Übersicht',
  lead: 'Wie dieser Mandant genutzt wird, und worum sich jemand kümmern sollte.',
  spans: { 7: '7 Tage', 30: '30 Tage', 90: '90 Tage' },
  span: 'Zeitraum',
  numbers: 'In Zahlen',
  today: 'Anmeldungen heute',
  signIns: 'Anmeldungen',
  signUps: 'Registrierungen',
  active: 'Aktive Benutzer in 30 Tagen',
  refused: 'Ablehnungen',
  attention: 'Was Ihre Aufmerksamkeit braucht',
  calm: 'Nichts: Alles ist in Ordnung.',
  daily: 'Anmeldungen am Tag',
  failures: 'Ablehnungen nach Grund',
  tokens: 'Tokens nach Grant und API',
  others: 'andere',
  direct: 'von der Seite, durch Implicit oder Hybrid',
  none: 'Nichts in dieser Zeit.',
  table: 'Als Tabelle',
  day: 'Tag',
  sum: 'Summe',
  loud: 'Jetzt',
  soon: 'Bald',
  calmly: 'Rat',
  items: {
    key_ends: (kid, when) =>
      `Der Schlüssel ${kid} wird ab ${when} nicht mehr veröffentlicht: Tokens, die er signiert hat, werden dann abgelehnt.`,
    key_old: (kid, days) => `Der Schlüssel ${kid} signiert seit ${days} Tagen.`,
    stream_suspended: (name) => `Der Log-Stream ${name} ist angehalten: Nichts kommt an.`,
    stream_failing: (name) => `Der Log-Stream ${name} schlägt fehl; es wird erneut versucht.`,
    mails_refused: (count) => `Endgültig abgelehnte E-Mails der letzten 7 Tage: ${count}.`,
    mails_failing: (failing, waiting) =>
      `E-Mails, die nicht hinausgehen und noch einmal versucht werden: ${failing} von ${waiting}, die warten.`,
    no_application: () => 'Noch ist keine Anwendung registriert: Beginnen Sie mit der ersten.',
    implicit_used: (count) =>
      `Antworten dieser Zeit, die Tokens in einer Adresse trugen (Implicit Grant): ${count}.`,
    implicit_client: (name) => `${name} darf den Implicit Grant nutzen: Code mit PKCE ist sicherer.`,
    clients_unseen: (seen, rest) =>
      `Angesehen wurden hier die ersten ${seen} Anwendungen, ${rest} weitere nicht.`,
    unsafe_setting: (name) => `Die Einstellung ${name} schwächt einen Schutz.`,
    unsafe_client: (client, name) => `${client}: ${name} schwächt einen Schutz.`,
    failing_many: (share) => `${share} aller Anmeldungen der letzten 24 Stunden schlugen fehl.`,
  },
  ways: {
    keys: 'Schlüssel',
    record: 'Öffnen',
    settings: 'Einstellungen',
    applications: 'Anwendungen',
    mail_server: 'Mailserver',
    logs: 'Ansehen',
  },
};
