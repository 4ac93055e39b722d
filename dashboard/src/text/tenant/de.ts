/**
 * The settings of the tenant, connections, attack protection, keys and features in German.
 */
import type { TenantText } from './text.ts';

export const DE: TenantText = {
  settings: {
    lead: 'Was für alle Anwendungen, alle Personen und alle Seiten dieses Mandanten gilt.',
    groups: {
      identity: 'Was Personen lesen',
      requests: 'Wie Anfragen beantwortet werden',
      sessions: 'Sitzungen',
      registration: 'Anwendungen, die sich selbst registrieren',
      accounts: 'Konten, die Personen selbst löschen',
      features: 'Funktionen',
    },
  },
  connections: {
    lead: 'Woher Personen kommen und womit sie sich anmelden.',
    groups: {
      waysIn: 'Wege, sich anzumelden',
      signUp: 'Registrierung',
      passwords: 'Passwörter',
      sources: 'Andere Quellen',
    },
    uses: 'Anwendungen, die sie nutzen',
    usesHint:
      'Jede Anwendung eines Mandanten meldet über dessen Verbindungen an: Keine lässt sich ausnehmen.',
    noUses: 'Es gibt noch keine Anwendung.',
  },
  protection: {
    lead: 'Was auf Rateversuche folgt und was neben einem Passwort verlangt wird.',
    groups: { factors: 'Zweite Faktoren', stolen: 'Gestohlene Passwörter' },
    always: 'Was immer gilt',
    alwaysHint: 'Diese Grenzen lassen sich weder ausschalten noch ändern.',
    rule: 'Was gezählt wird',
    limit: 'Grenze',
    attempts: 'Falsche Passwörter für ein Konto von einer Adresse',
    byAddress: 'Falsche Passwörter von einer Adresse, für welches Konto auch immer',
    perQuarter: (count) => `${count} in 15 Minuten`,
    locked: 'Wer ausgesperrt ist',
    lockedHint:
      'Zähler werden unter Hashwerten geführt, darum gibt es keine Liste: Fragen Sie nach einer Person oder nach einer Netzadresse.',
    who: 'E-Mail-Adresse, Benutzer-ID oder IP-Adresse',
    look: 'Nachsehen',
    nobody: (who) => `Nichts sperrt ${who} aus.`,
    budget: 'Was aufgebraucht ist',
    place: 'Wo',
    everywhere: 'überall',
    until: 'Bis',
    unlock: 'Neue Versuche erlauben',
    unlocked: (who) => `${who} darf es wieder versuchen.`,
  },
  keys: {
    lead: 'Womit Tokens signiert werden. Wer Tokens prüft, findet die öffentlichen Hälften unter der Adresse des Schlüsselsatzes.',
    jwks: 'Schlüsselsatz',
    state: 'Zustand',
    states: { next: 'Nächster', current: 'Aktueller', previous: 'Voriger' },
    does: {
      next: 'ist veröffentlicht und signiert nach der nächsten Rotation',
      current: 'signiert',
      previous: 'signiert nicht mehr; was er signiert hat, gilt noch',
    },
    algorithm: 'Algorithmus',
    kid: 'Schlüssel-ID',
    since: 'Seit',
    until: 'Endet',
    maySign: (when) => `darf ab ${when} signieren`,
    rotate: 'Rotieren',
    rotateTitle: 'Die nächsten Schlüssel signieren lassen?',
    rotateLead:
      'Von jetzt an signiert der nächste Schlüssel jedes Algorithmus, der aktuelle prüft weiter, was er signiert hat, und neue folgen nach. Niemand wird abgemeldet.',
    rotateYoung: (when) =>
      `Ein nächster Schlüssel ist jünger, als Kopien des Schlüsselsatzes alt sein dürfen: Bis ${when} wird eine Rotation abgelehnt.`,
    rotated: 'Jetzt signieren die nächsten Schlüssel.',
    revoke: 'Widerrufen',
    revokeKey: (kid) => `${kid} widerrufen`,
    revokeTitle: 'Diesen Schlüssel widerrufen?',
    revokeLead:
      'Für einen Schlüssel, den jemand anderes haben könnte. Er kommt nicht zurück. Von diesem Augenblick an:',
    ends: {
      next: ['er signiert nie, und ein anderer nächster wird erzeugt'],
      current: [
        'jedes Access-Token und ID-Token, das er signiert hat, wird abgelehnt: hier und überall, wo der Schlüsselsatz neu gelesen wird',
        'der nächste Schlüssel signiert',
        'Anwendungen bekommen neue Tokens, sobald sie wieder fragen; Sitzungen und Refresh-Tokens bleiben',
      ],
      previous: ['was er vor der Rotation signiert hat und noch nicht abgelaufen ist, wird abgelehnt'],
    },
    type: (word) => `Geben Sie ${word} ein, um fortzufahren`,
    confirm: 'Schlüssel widerrufen',
    revoked: 'Der Schlüssel ist widerrufen.',
  },
  features: {
    lead: 'Wie weit jede Funktion in jeder Region ist. Es gilt dort für alle Mandanten, von der nächsten Anfrage an.',
    region: 'Region',
    stages: { off: 'Aus', preview: 'Vorschau', percent: 'Einige Mandanten', on: 'An' },
    stagesHint: {
      off: 'Für keinen Mandanten der Region.',
      preview: 'Für Mandanten, die in ihren Einstellungen darum bitten (preview_features).',
      percent: 'Für einen Teil der Mandanten.',
      on: 'Für alle Mandanten der Region.',
    },
    unset: 'Dazu ist nichts gesagt: an',
    of: (feature, region) => `${feature} in ${region}`,
    percentOf: (feature, region) => `Prozent der Mandanten: ${feature} in ${region}`,
    percent: 'Prozent der Mandanten',
    save: 'Speichern',
    saved: (feature, region) => `${feature} ist in ${region} gesetzt.`,
    another: 'Weitere Region',
    add: 'Hinzufügen',
    elsewhere: 'Nicht bei diesem Mandanten',
    elsewhereHint:
      'Wie weit Funktionen in einer Region sind, zeigt und ändert der Mandant, den TACIT_OPERATOR_TENANT nennt, oder das Werkzeug am Server:',
    own: 'Woran dieser Mandant teilnimmt, solange eine Funktion in der Vorschau ist, steht in seinen Einstellungen.',
  },
};
