/**
 * Recovery codes in Italian.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_IT: RecoveryCodesText = {
  title: 'Conserva i tuoi codici di recupero',
  lead: 'Se perdi il dispositivo, puoi entrare con un codice di recupero. Ognuno vale una sola volta. Scaricali, stampali o annotali: non verranno più mostrati.',
  copy: 'Copia',
  copied: 'Copiati',
  download: 'Scarica',
  print: 'Stampa',
  unconfirmed: 'Non hai ancora confermato di aver conservato i tuoi codici di recupero.',
  label: 'Uno dei codici che hai conservato',
  hint: 'Inserirlo qui non lo consuma.',
  kept: 'Li ho conservati',
  wrong: 'Non è nessuno di questi codici. Inseriscine uno dalla copia che hai conservato.',
  later: 'Non ora',
};
