/**
 * The tenants of the server in German.
 */
import type { TenantsText } from './text.ts';

export const DE: TenantsText = {
  lead: 'Alle Mandanten dieses Servers: jeder ein eigener Aussteller mit eigenen Anwendungen, APIs, Personen und Schlüsseln.',
  name: 'Mandant',
  domain: 'Eigener Host',
  state: 'Zustand',
  served: 'In Betrieb',
  deleted: (when) => `Gelöscht ${when}`,
  suspended: 'Stillgelegt',
  here: 'dieser',
  create: 'Neuer Mandant',
  createLead: 'Er hat sofort eine Adresse, Schlüssel und die üblichen Einstellungen.',
  make: 'Anlegen',
  made: (name) => `${name} ist angelegt.`,
  suspend: 'Stilllegen',
  suspendTitle: (name) => `${name} stilllegen?`,
  suspendLead: [
    'jede Anfrage wird von der nächsten an mit 503 beantwortet: Anmeldungen, Tokens, seine Schlüssel, seine Verwaltung',
    'nichts von ihm geht verloren, und er wartet, so lange Sie möchten: Sitzungen und Tokens laufen weiter, bis sie von selbst enden',
    'E-Mails, die vorher geschrieben wurden, kommen noch an, und sein Protokoll geht weiter dorthin, wohin es gesendet wird',
  ],
  stopped: (name) => `${name} ist stillgelegt.`,
  resume: 'Wieder in Betrieb nehmen',
  resumed: (name) => `${name} ist wieder in Betrieb.`,
  move: 'Verlegen',
  moveTitle: (name) => `${name} verlegen?`,
  moveLead: [
    'seine Hosts sind von der nächsten Anfrage an andere; ohne eigenen Host ist auch sein Aussteller ein anderer',
    'dann melden sich alle neu an, Passkeys des alten Hosts sind nichts mehr wert, und jede Anwendung und API muss den neuen Aussteller kennen',
    'Personen, Einstellungen und Schlüssel bleiben',
  ],
  moved: (name) => `Er heißt jetzt ${name}.`,
  region: 'Region',
  delete: 'Löschen',
  deleteTitle: (name) => `${name} löschen?`,
  deleteLead: [
    'unter seiner Adresse antwortet von der nächsten Anfrage an nichts mehr',
    'niemand meldet sich dort an, und keines seiner Tokens wird angenommen',
    'dreißig Tage lang lässt er sich unverändert zurückholen; dann verschwindet er für immer',
  ],
  restore: 'Zurückholen',
  restored: (name) => `${name} ist wieder in Betrieb.`,
  purge: 'Vernichten',
  purgeTitle: (name) => `${name} vernichten?`,
  purgeLead: [
    'seine Anwendungen, APIs, Personen, Sitzungen, Tokens und Schlüssel sind sofort und für immer weg',
    'sein Protokoll verschwindet mit ihm',
  ],
  type: (name) => `Geben Sie ${name} ein, um fortzufahren`,
  done: (name) => `${name} ist weg.`,
  own: 'Der Mandant, über den die anderen verwaltet werden, bleibt.',
  more: (count) => `und ${count} weitere: tacit tenants list`,
};
