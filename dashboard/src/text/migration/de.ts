/**
 * Vom Implicit Grant zu Code + PKCE, auf Deutsch.
 */
import type { MigrationText } from './text.ts';

export const DE: MigrationText = {
  title: 'Vom Implicit Grant zu Code + PKCE',
  verdicts: {
    done: 'Nichts zu tun.',
    off: 'Der Implicit Grant ist aus.',
    unused: 'Niemand nutzt ihn.',
    prepare: 'Erst Code + PKCE erlauben.',
    change: 'Die Anwendung ändern.',
    moving: 'Unterwegs.',
    waiting: 'Noch etwas warten.',
    ready: 'Bereit.',
  },
  says: {
    done: 'Diese Anwendung hat nichts vom Implicit Grant.',
    off: 'Tokens kommen nur noch über Code + PKCE; ein Schalter bringt den Implicit Grant zurück.',
    unused: 'Sie darf den Implicit Grant nutzen, doch in den letzten 14 Tagen gab es keine Antwort.',
    prepare:
      'Erlaubt ist nur der Implicit Grant. Erlauben Sie beides: Für niemanden ändert sich etwas, bis sich die Anwendung ändert.',
    change: 'Beides ist erlaubt, und noch kommt alles über den Implicit Grant.',
    moving: 'Beides wird genutzt: Ein Teil der Anwendung ist schon geändert.',
    waiting:
      'Zuletzt wurde niemand gesehen, der Tokens in einer Adresse verlangt, aber es ist zu früh, sich darauf zu verlassen.',
    ready: 'Niemand verlangt mehr Tokens in einer Adresse: Der Implicit Grant kann weg.',
  },
  stages: {
    label: 'Was erlaubt ist',
    implicit: 'Nur Implicit',
    both: 'Beides',
    off: 'Nur Code + PKCE',
  },
  implicit: 'Implicit, in 14 Tagen',
  code: 'Code + PKCE, in 14 Tagen',
  last: 'Zuletzt durch Implicit',
  never: 'nicht gesehen',
  flip: 'Implicit Grant ausschalten',
  back: 'Implicit Grant zurückholen',
  switchHint:
    'Eine einzige Einstellung, forbid_implicit, sonst nichts: Derselbe Schalter nimmt sie vollständig zurück.',
  missed: (count) => `${count} Antworten der letzten 14 Tage wären abgelehnt worden.`,
  todo: 'Was zu tun ist',
  weights: { before: 'Einstellung', change: 'Anwendung', note: 'Hinweis' },
  remedy: 'Was hilft',
  section: 'Steht in',
  inApplication: 'In der Anwendung',
  install: 'Installieren',
  asItIs: 'So ist es',
  asItHasToBe: 'So muss es sein',
  traffic: 'Was ihre Antworten zeigten',
  trafficLead: 'Gezählt nach Tagen, 90 Tage lang: beantwortete Anfragen, und nichts von einer Person.',
  noTraffic: 'Noch wurde keine Antwort gezählt.',
  columns: { way: 'Verlangt', shows: 'Zeigt', all: '90 Tage', lately: '14 Tage', since: 'Seit' },
  facets: { prompt: 'Nachfrage', response_mode: 'Response-Modus', origin: 'Origin', sdk: 'SDK' },
  values: {
    none: 'still (prompt=none)',
    asks: 'darf nachfragen',
    unknown: 'sagt nicht, was es ist',
    server: 'ein Server, keine Seite',
    elsewhere: 'eine Seite mit anderem Origin',
    '(others)': 'alle übrigen zusammen',
  },
};
