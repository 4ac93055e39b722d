/**
 * Vom impliziten Grant zu Code + PKCE, auf Deutsch.
 */
import type { MigrationText } from './text.ts';

export const DE: MigrationText = {
  title: 'Vom impliziten Grant zu Code + PKCE',
  verdicts: {
    done: 'Nichts zu tun.',
    off: 'Der implizite Grant ist aus.',
    unused: 'Niemand nutzt ihn.',
    prepare: 'Erst Code + PKCE erlauben.',
    change: 'Die Anwendung ändern.',
    moving: 'Auf dem Weg.',
    waiting: 'Noch etwas warten.',
    ready: 'Bereit.',
  },
  says: {
    done: 'Diese Anwendung hat nichts vom impliziten Grant.',
    off: 'Tokens kommen nur noch über Code + PKCE; ein Schalter bringt den impliziten Grant zurück.',
    unused: 'Sie darf den impliziten Grant nutzen, doch in den letzten 14 Tagen gab es keine Antwort.',
    prepare:
      'Erlaubt ist nur der implizite Grant. Erlauben Sie beides: Für niemanden ändert sich etwas, bis sich die Anwendung ändert.',
    change: 'Beides ist erlaubt, und noch kommt alles über den impliziten Grant.',
    moving: 'Beides wird genutzt: Ein Teil der Anwendung ist schon geändert.',
    waiting:
      'Zuletzt wurde niemand gesehen, der Tokens in einer Adresse verlangt, aber es ist zu früh, sich darauf zu verlassen.',
    ready: 'Niemand verlangt mehr Tokens in einer Adresse: Der implizite Grant kann weg.',
  },
  stages: {
    label: 'Was erlaubt ist',
    implicit: 'Nur implizit',
    both: 'Beides',
    off: 'Nur Code + PKCE',
  },
  implicit: 'Implizit, in 14 Tagen',
  code: 'Code + PKCE, in 14 Tagen',
  last: 'Zuletzt implizit',
  never: 'nicht gesehen',
  flip: 'Impliziten Grant ausschalten',
  back: 'Impliziten Grant zurückholen',
  switchHint: 'Eine einzige Einstellung, forbid_implicit: Derselbe Schalter nimmt sie vollständig zurück.',
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
  facets: { prompt: 'Nachfrage', response_mode: 'Antwortweg', origin: 'Herkunft', sdk: 'SDK' },
  values: {
    none: 'still (prompt=none)',
    asks: 'darf nachfragen',
    unknown: 'sagt nicht, was es ist',
    server: 'ein Server, keine Seite',
    elsewhere: 'eine Seite anderer Herkunft',
    '(others)': 'alle übrigen zusammen',
  },
};
