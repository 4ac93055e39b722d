import { html } from '../html.ts';
import { ACCOUNT_DE } from './account/de.ts';
import { ENTRANCE_DE } from './entrance/de.ts';
import { ERRORS_DE } from './errors/de.ts';
import { FRONT_DE } from './front/de.ts';
import { MY_ACCOUNT_DE } from './my-account/de.ts';
import { OWN_DATA_DE } from './own-data/de.ts';
import { RECOVERY_CODES_DE } from './recovery-codes/de.ts';
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
    email_or_username: 'E-Mail-Adresse oder Benutzername',
    password: 'Passwort',
    show_password: 'Passwort anzeigen',
    submit: 'Anmelden',
    cancel: 'Abbrechen',
    continueAs: (address) => html`Weiter als ${address}`,
    other_account: 'oder ein anderes Konto verwenden',
    new_here: 'Neu hier?',
    create_account: 'Konto anlegen',
    no_signup: 'Hier lässt sich kein Konto anlegen. Bitte wenden Sie sich an die Betreiber der Anwendung.',
    failures: {
      invalid_credentials: 'E-Mail-Adresse oder Passwort ist falsch.',
      throttled: 'Zu viele Versuche. Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal.',
      busy: 'Im Moment ist sehr viel los. Bitte versuchen Sie es gleich noch einmal.',
      malformed_email: 'Das sieht nicht nach einer vollständigen E-Mail-Adresse aus. Bitte prüfen Sie sie.',
      unavailable: 'Diese Art der Anmeldung ist hier noch nicht möglich. Bitte wählen Sie eine andere.',
      stale:
        'Ihr Konto wurde geändert, während Sie sich angemeldet haben. Bitte melden Sie sich noch einmal an.',
    },
  },
  entrance: ENTRANCE_DE,
  front: FRONT_DE,
  signUp: {
    title: 'Konto erstellen',
    submit: 'Konto erstellen',
    has_account: 'Ich habe schon ein Konto',
    back: 'Zurück zur Anmeldung',
    failures: {
      malformed_email: 'Das sieht nicht nach einer vollständigen E-Mail-Adresse aus. Bitte prüfen Sie sie.',
      taken:
        'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Sie können sich anmelden oder ein neues Passwort festlegen.',
      throttled: 'Zu viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.',
      busy: 'Gerade ist sehr viel los. Versuchen Sie es gleich noch einmal.',
    },
  },
  newPassword: {
    hint: (count) => `Mindestens ${count} Zeichen. Gut sind mehrere Wörter, die nicht zusammengehören.`,
    tooShort: (count) => `Verwenden Sie mindestens ${count} Zeichen.`,
    failures: {
      too_long: 'Das ist länger, als wir annehmen können. Verwenden Sie höchstens 1.024 Zeichen.',
      common:
        'Dieses Passwort oder ein sehr ähnliches verwenden viele Menschen, es ist also leicht zu erraten. Versuchen Sie es mit mehreren Wörtern, die nicht zusammengehören.',
      personal:
        'Verwenden Sie nicht Ihren Namen, Ihre Adresse oder den Namen dieser Seite: Das würde jemand zuerst versuchen.',
      dictionary:
        'Das besteht aus Wörtern, die hier leicht zu erraten sind. Versuchen Sie es mit mehreren Wörtern, die nicht zusammengehören.',
      reused: 'Dieses Passwort haben Sie schon einmal verwendet. Wählen Sie ein neues.',
      breached:
        'Dieses Passwort steht auf einer Liste gestohlener Passwörter, jemand könnte es also versuchen. Wählen Sie ein anderes und ändern Sie es überall, wo Sie es noch verwenden.',
    },
  },
  mailSent: {
    title: 'Sehen Sie in Ihre E-Mails',
    toSignUp: (address) =>
      html`Wir haben eine E-Mail an ${address} gesendet. Öffnen Sie den Link darin, um fortzufahren.`,
    toReset: (address) =>
      html`Wenn es zu ${address} ein Konto gibt, ist eine E-Mail unterwegs. Öffnen Sie den Link darin, um ein neues Passwort festzulegen.`,
    nothing_came:
      'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, oder versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
  },
  verifyEmail: {
    title: 'E-Mail-Adresse bestätigen',
    lead: (address) => html`Bestätigen Sie mit dem Knopf, dass ${address} Ihre Adresse ist.`,
    password: 'Das Passwort, das Sie gewählt haben',
    wrong_password: 'Das ist nicht das Passwort, das für dieses Konto gewählt wurde.',
    submit: 'Bestätigen',
    done_title: 'Ihre E-Mail-Adresse ist bestätigt',
    done: 'Gehen Sie zurück zur Anwendung und melden Sie sich an.',
  },
  resetPassword: {
    forgot: 'Passwort vergessen?',
    title: 'Neues Passwort festlegen',
    lead: 'Nennen Sie uns Ihre E-Mail-Adresse, und wir senden Ihnen einen Link.',
    submit: 'Link senden',
    choose_title: 'Neues Passwort wählen',
    chooseFor: (address) => html`für ${address}`,
    new_password: 'Neues Passwort',
    choose: 'Passwort speichern',
    done_title: 'Ihr Passwort ist geändert',
    done: 'Sie sind überall sonst abgemeldet. Melden Sie sich mit dem neuen Passwort an, um fortzufahren.',
    continue: 'Weiter zur Anmeldung',
  },
  linkEnded: {
    title: 'Dieser Link gilt nicht mehr',
    lead: 'Ein Link gilt einmal und für begrenzte Zeit, und ein neuerer tritt an seine Stelle. Wenn Sie ihn gerade benutzt haben, ist alles erledigt.',
    go_back: 'Sie können zur Anwendung zurückgehen und dort neu beginnen.',
    again: 'Neuen Link anfordern',
  },
  consent: {
    title: 'Zugriff erlauben?',
    lead: (client) => html`${client} möchte Ihr Konto verwenden.`,
    unverified:
      'Diese Anwendung wird von Dritten betrieben. Fahren Sie nur fort, wenn Sie sie kennen und ihr vertrauen.',
    typed: (command) =>
      html`Fahren Sie nur fort, wenn Sie gerade eben ${command} auf diesem Computer eingegeben haben.`,
    about_you: 'Über Sie',
    permissions: 'Sie darf dann',
    permissionsOf: (api) => html`Mit ${api}`,
    many: (count) => `${count} Berechtigungen, nach Gegenstand`,
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
    renewable: (span) => html`lässt sich ${span} lang erneuern`,
    renewable_always: 'lässt sich erneuern, bis Sie ihn entziehen',
    origin: 'Die Anwendung kommt von',
    destination: 'Zurück geht es zu',
    technical_names: 'Technische Namen',
    accept: 'Erlauben',
    deny: 'Nicht erlauben',
  },
  myAccount: MY_ACCOUNT_DE,
  secondFactor: {
    title: 'Bestätigen Sie, dass Sie es sind',
    leads: {
      otp: 'Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App anzeigt.',
      webauthn: 'Verwenden Sie Ihren Sicherheitsschlüssel, Ihren Fingerabdruck oder Ihr Gesicht.',
      email: 'Wir können Ihnen einen Code per E-Mail senden.',
      recovery: 'Geben Sie einen der Notfallcodes ein, die Sie aufbewahrt haben. Jeder gilt einmal.',
    },
    ways: {
      otp: 'Authenticator-App',
      webauthn: 'Sicherheitsschlüssel oder Passkey',
      email: 'E-Mail',
      recovery: 'Notfallcode',
    },
    hints: {
      otp: 'Ein Code aus sechs Ziffern',
      webauthn: 'Berühren oder Fingerabdruck verwenden',
      email: 'Wir senden Ihnen einen Code',
      recovery: 'Einer von denen, die Sie aufbewahrt haben',
    },
    other_ways: 'Oder auf anderem Weg',
    code: 'Code',
    recovery_code: 'Notfallcode',
    remember: (days) =>
      days === 1
        ? 'Auf diesem Gerät einen Tag lang nicht fragen'
        : `Auf diesem Gerät ${days} Tage lang nicht fragen`,
    submit: 'Weiter',
    cancel: 'Abbrechen',
    mailTo: (address) => html`Der Code geht an ${address}.`,
    send: 'Code senden',
    send_again: 'Neuen Code senden',
    failures: {
      wrong_code: 'Dieser Code hat nicht funktioniert. Prüfen Sie ihn und versuchen Sie es noch einmal.',
      clock_off:
        'Dieser Code gehört zu einer anderen Minute. Vielleicht geht die Uhr Ihres Telefons falsch: Lassen Sie es die Zeit automatisch einstellen und geben Sie dann den Code ein, den es zeigt.',
      throttled:
        'Das waren viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann wieder, oder verwenden Sie einen Notfallcode.',
      mail_throttled: 'Wir haben Ihnen schon mehrere Codes gesendet. Warten Sie ein paar Minuten.',
      sent: 'Ein Code ist unterwegs zu Ihnen. Er gilt zehn Minuten.',
    },
    enrol: {
      title: 'Zweiten Schritt einrichten',
      lead: (client) =>
        html`${client} verlangt beim Anmelden einen zweiten Schritt. Das Einrichten dauert eine Minute.`,
      install: 'Öffnen Sie Ihre Authenticator-App oder installieren Sie eine.',
      scan: 'Scannen Sie damit dieses Bild, oder geben Sie den Schlüssel ein.',
      qr: 'QR-Code mit dem Schlüssel',
      key: 'Schlüssel',
      confirm: 'Geben Sie die sechs Ziffern ein, die sie anzeigt.',
      submit: 'Einschalten',
    },
    recovery: RECOVERY_CODES_DE,
  },
  client: { policy: 'Datenschutz', tos: 'Nutzungsbedingungen' },
  errors: ERRORS_DE,
  logout: {
    title: 'Abmelden?',
    lead: 'Sie sind dabei, sich abzumelden.',
    leadFrom: (client) => html`${client} möchte Sie abmelden.`,
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    telling: 'Ihre Anwendungen werden benachrichtigt.',
  },
  account: ACCOUNT_DE,
  ownData: OWN_DATA_DE,
  loggedOut: { title: 'Sie sind abgemeldet', lead: 'Sie können dieses Fenster jetzt schließen.' },
  webauthn: {
    sign_in: 'Mit einem Passkey anmelden',
    use: 'Passkey oder Sicherheitsschlüssel verwenden',
    add: 'Passkey oder Sicherheitsschlüssel hinzufügen',
    add_lead:
      'Das kann Ihr Fingerabdruck sein, Ihr Gesicht, die Sperre Ihres Telefons oder ein Schlüssel zum Einstecken.',
    failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal oder wählen Sie einen anderen Weg.',
    unavailable:
      'Dieser Browser kann hier keine Passkeys oder Sicherheitsschlüssel verwenden. Wählen Sie einen anderen Weg.',
    unavailable_alone: 'Dieser Browser kann hier keine Passkeys oder Sicherheitsschlüssel verwenden.',
  },
  formPost: { title: 'Einen Moment', lead: 'Es geht zurück zur Anwendung.', submit: 'Weiter' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Bestätigen Sie Ihre E-Mail-Adresse für ${site}`,
        lead: () => 'Öffnen Sie den Link, um zu bestätigen, dass diese Adresse Ihnen gehört.',
        action: 'E-Mail-Adresse bestätigen',
        otherwise: () =>
          'Wenn Sie das nicht angefordert haben, tun Sie nichts: Ohne Sie wird die Adresse nicht bestätigt.',
      },
      reset_password: {
        subject: (site) => `Wählen Sie ein neues Passwort für ${site}`,
        lead: (site) =>
          `Jemand hat ein neues Passwort für Ihr Konto bei ${site} angefordert. Öffnen Sie den Link, um eines zu wählen.`,
        action: 'Neues Passwort wählen',
        otherwise: () => 'Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
      },
      change_email: {
        subject: (site) => `Bestätigen Sie Ihre neue E-Mail-Adresse für ${site}`,
        lead: (site) =>
          `Öffnen Sie den Link, um von nun an diese Adresse für Ihr Konto bei ${site} zu verwenden.`,
        action: 'Diese Adresse verwenden',
        otherwise: () => 'Wenn Sie das nicht angefordert haben, tun Sie nichts: Es ändert sich nichts.',
      },
      login_link: {
        subject: (site) => `Bei ${site} anmelden`,
        lead: () => 'Öffnen Sie den Link in dem Browser, in dem Sie begonnen haben, und Sie sind angemeldet.',
        action: 'Anmelden',
        otherwise: () =>
          'Wenn Sie das nicht angefordert haben, tun Sie nichts: Ohne Sie wird niemand angemeldet.',
      },
      login_code: {
        subject: (site) => `Ihr Code für die Anmeldung bei ${site}`,
        lead: () => 'Geben Sie diesen Code auf der Seite ein, auf der Sie begonnen haben.',
        otherwise: () =>
          'Wenn Sie das nicht angefordert haben, tun Sie nichts. Sagen Sie den Code niemandem.',
      },
      second_factor_code: {
        subject: (site) => `Ihr Sicherheitscode für ${site}`,
        lead: () => 'Geben Sie diesen Code auf der Seite ein, auf der Sie sich anmelden.',
        otherwise: () =>
          'Wenn Sie sich nicht gerade anmelden, kennt jemand Ihr Passwort: Ändern Sie es. Sagen Sie den Code niemandem.',
      },
      account_exists: {
        subject: (site) => `Sie haben schon ein Konto bei ${site}`,
        lead: (site) =>
          `Jemand wollte bei ${site} ein Konto mit dieser Adresse anlegen. Es gibt schon eines: Sie können sich anmelden oder ein neues Passwort wählen.`,
        action: 'Neues Passwort wählen',
        otherwise: () => 'Wenn Sie das nicht waren, tun Sie nichts: Ihr Konto bleibt, wie es ist.',
      },
      email_changed: {
        subject: (site) => `Ihre E-Mail-Adresse bei ${site} wurde geändert`,
        lead: (site) =>
          `Die Adresse Ihres Kontos bei ${site} wurde geändert; E-Mails gehen von nun an an die neue.`,
        otherwise: (site) => `Wenn Sie das nicht waren, schreiben Sie sofort an die Betreiber von ${site}.`,
      },
      password_changed: {
        subject: (site) => `Ihr Passwort bei ${site} wurde geändert`,
        lead: (site) =>
          `Das Passwort Ihres Kontos bei ${site} wurde geändert. Andere Geräte wurden abgemeldet.`,
        otherwise: () =>
          'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort: "Passwort vergessen?" auf der Anmeldeseite.',
      },
      second_factor_added: {
        subject: (site) => `Bei ${site} wurde ein zweiter Faktor hinzugefügt`,
        lead: (site) => `Ihr Konto bei ${site} hat einen neuen zweiten Faktor.`,
        otherwise: () =>
          'Wenn Sie das nicht waren, ändern Sie Ihr Passwort und entfernen Sie ihn auf Ihrer Kontoseite.',
      },
      second_factor_removed: {
        subject: (site) => `Bei ${site} wurde ein zweiter Faktor entfernt`,
        lead: (site) => `Von Ihrem Konto bei ${site} wurde ein zweiter Faktor entfernt.`,
        otherwise: () =>
          'Wenn Sie das nicht waren, ändern Sie Ihr Passwort und sehen Sie auf Ihrer Kontoseite nach.',
      },
      new_sign_in: {
        subject: (site) => `Neue Anmeldung bei ${site}`,
        lead: (site) =>
          `Jemand hat sich bei Ihrem Konto bei ${site} von einem Gerät angemeldet, das wir noch nicht kannten.`,
        otherwise: () =>
          'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, ändern Sie Ihr Passwort: Andere Geräte werden dann abgemeldet.',
      },
      ...OWN_DATA_DE.mails,
    },
    your_code: 'Ihr Code',
    or_open: 'Wenn die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:',
    expires: (n) =>
      n < 60
        ? `Gültig für ${n} ${n === 1 ? 'Minute' : 'Minuten'}.`
        : `Gültig für ${n / 60} ${n === 60 ? 'Stunde' : 'Stunden'}.`,
    when: 'Wann',
    device: 'Gerät',
    address: 'Adresse',
    because: (site) =>
      `Sie bekommen diese E-Mail wegen Ihres Kontos bei ${site}, oder weil jemand dort diese Adresse eingegeben hat.`,
  },
};
