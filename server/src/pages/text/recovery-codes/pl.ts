/**
 * Recovery codes in Polish.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_PL: RecoveryCodesText = {
  title: 'Zachowaj kody zapasowe',
  lead: 'Jeśli stracisz urządzenie, zalogujesz się kodem zapasowym. Każdy działa tylko raz. Pobierz kody, wydrukuj je lub zapisz: nie pokażemy ich ponownie.',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  download: 'Pobierz',
  print: 'Drukuj',
  unconfirmed: 'Nie potwierdzono jeszcze, że masz zapisane kody zapasowe.',
  label: 'Jeden z zapisanych kodów',
  hint: 'Wpisanie kodu tutaj go nie zużywa.',
  kept: 'Mam zapisane kody',
  wrong: 'To nie jest żaden z tych kodów. Wpisz jeden z zachowanej kopii.',
  later: 'Nie teraz',
};
