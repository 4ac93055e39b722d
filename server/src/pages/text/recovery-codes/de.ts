/**
 * Recovery codes in German.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_DE: RecoveryCodesText = {
  title: 'Bewahren Sie Ihre Notfallcodes auf',
  lead: 'Wenn Sie Ihr Gerät verlieren, kommen Sie mit einem Notfallcode hinein. Jeder gilt einmal. Laden Sie die Codes herunter, drucken Sie sie aus oder schreiben Sie sie auf: Sie werden nicht noch einmal angezeigt.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  download: 'Herunterladen',
  print: 'Drucken',
  unconfirmed: 'Sie haben noch nicht bestätigt, dass Sie Ihre Notfallcodes aufbewahrt haben.',
  label: 'Einer der Codes, die Sie aufbewahrt haben',
  hint: 'Er wird dadurch nicht verbraucht.',
  kept: 'Ich habe sie aufbewahrt',
  wrong: 'Das ist keiner dieser Codes. Geben Sie einen aus Ihrer Kopie ein.',
  later: 'Nicht jetzt',
};
