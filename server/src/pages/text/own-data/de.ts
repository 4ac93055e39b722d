import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_DE: OwnDataText = {
  download: {
    title: 'Ihre Daten herunterladen',
    lead: 'Eine Datei mit allem, was hier über Sie gespeichert ist: Profil, Anmeldungen, Geräte, Anwendungen und was in Ihrem Konto geschehen ist. Kein Passwort und nichts, womit sich jemand anmelden könnte, steht darin.',
    submit: 'Herunterladen',
  },
  parts: {
    profile: 'Wer Sie hier sind',
    passwords: 'Wann Passwörter gewählt wurden, die nicht noch einmal verwendet werden dürfen',
    factors: 'Wege, zu bestätigen, dass Sie es sind',
    recovery_codes: 'Wiederherstellungscodes, die noch übrig sind',
    remembered_devices: 'Geräte, die nicht nach dem zweiten Schritt gefragt werden',
    sessions: 'Geräte, auf denen Sie angemeldet sind',
    session_applications: 'Anwendungen, die Sie in diesen Sitzungen benutzt haben',
    sign_ins: 'Wo und wann Sie sich angemeldet haben',
    failed_sign_ins: 'Fehlgeschlagene Versuche, sich in Ihrem Konto anzumelden',
    roles: 'Rollen, die Sie haben',
    permissions: 'Rechte, die Ihnen einzeln gegeben wurden',
    consents: 'Was Sie Anwendungen erlaubt haben',
    grants: 'Zugriff, den Anwendungen behalten',
    access_tokens: 'Zugriff, den Anwendungen für kurze Zeit haben',
    links_by_mail: 'Links, die wir Ihnen gesendet haben und die noch gelten',
    codes_by_mail: 'Codes, die wir Ihnen gesendet haben und die noch gelten',
    events: 'Was in Ihrem Konto geschehen ist',
  },
  remove: {
    title: 'Konto löschen',
    lead: 'Ihr Konto und alles, was dazu gespeichert ist, wird endgültig gelöscht.',
    open: 'Konto löschen',
    lost_title: 'Was damit verloren geht',
    lost: [
      'Ihr Profil und Ihre Wege, sich anzumelden',
      'Ihre Anmeldung auf allen Geräten',
      'Der Zugriff aller Anwendungen auf Ihr Konto',
      'Die Liste Ihrer Geräte und Anmeldungen',
    ],
    elsewhere:
      'Was Anwendungen selbst über Sie speichern, bleibt dort. Bitten Sie deren Betreiber, es zu löschen.',
    waits: (date) =>
      html`Ihr Konto wird am ${date} gelöscht. Bis dahin funktioniert es wie bisher, und Sie können es noch behalten.`,
    at_once: 'Ihr Konto wird sofort gelöscht. Niemand kann es wiederherstellen.',
    confirm: (address) => html`Geben Sie zur Bestätigung ${address} ein`,
    submit: 'Konto löschen',
    back: 'Konto behalten',
    failures: {
      mismatch: 'Das ist nicht die Adresse Ihres Kontos. Geben Sie sie so ein, wie sie oben steht.',
      throttled:
        'Wir haben schon viele Mails gesendet. Warten Sie eine Stunde und versuchen Sie es dann noch einmal.',
    },
  },
  waiting: { lead: (date) => html`Ihr Konto wird am ${date} gelöscht.`, keep: 'Mein Konto behalten' },
  done: {
    title: 'Ihr Konto ist gelöscht',
    lead: 'Davon ist hier nichts mehr vorhanden. Sie können dieses Fenster jetzt schließen.',
  },
  failed: {
    reasons: {
      wrong_password: 'Falsches Passwort',
      wrong_code: 'Falscher Code',
      wrong_second_factor: 'Falscher zweiter Schritt',
      wrong_passkey: 'Passkey nicht angenommen',
      blocked: 'Das Konto war gesperrt',
    },
    since: (count) => `Fehlgeschlagene Versuche seit Ihrer vorigen Anmeldung: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Ihr Konto bei ${site} wird gelöscht`,
      lead: (site) =>
        `Sie haben darum gebeten, Ihr Konto bei ${site} zu löschen. Bis zu dem Tag, der unten steht, funktioniert es wie bisher.`,
      action: 'Mein Konto behalten',
      otherwise: () =>
        'Wenn Sie das nicht waren oder es sich anders überlegt haben, melden Sie sich an und wählen Sie, das Konto zu behalten. War es jemand anderes, ändern Sie danach Ihr Passwort.',
    },
    account_deleted: {
      subject: (site) => `Ihr Konto bei ${site} wurde gelöscht`,
      lead: (site) =>
        `Ihr Konto bei ${site} wurde auf Ihren Wunsch gelöscht, mit allem, was dazu gespeichert war.`,
      otherwise: () => 'Wenn Sie wiederkommen möchten, können Sie ein neues Konto anlegen. Es beginnt leer.',
    },
  },
  deletes_on: 'Wird gelöscht am',
};
