/**
 * Recovery codes in Dutch.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_NL: RecoveryCodesText = {
  title: 'Bewaar je herstelcodes',
  lead: 'Als je je apparaat kwijtraakt, kun je met een herstelcode toch inloggen. Elke code werkt één keer. Download of print de codes of schrijf ze op: je krijgt ze niet nog een keer te zien.',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  download: 'Downloaden',
  print: 'Printen',
  unconfirmed: 'Je hebt nog niet bevestigd dat je je herstelcodes hebt bewaard.',
  label: 'Een van de codes die je hebt bewaard',
  hint: 'De code wordt hierdoor niet gebruikt.',
  kept: 'Ik heb ze bewaard',
  wrong: 'Dit is geen van deze codes. Vul er een in van de kopie die je hebt bewaard.',
  later: 'Niet nu',
};
