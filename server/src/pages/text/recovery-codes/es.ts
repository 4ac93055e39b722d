/**
 * Recovery codes in Spanish.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_ES: RecoveryCodesText = {
  title: 'Guarda tus códigos de recuperación',
  lead: 'Si pierdes tu dispositivo, podrás entrar con un código de recuperación. Cada uno sirve una sola vez. Descárgalos, imprímelos o apúntalos: no se volverán a mostrar.',
  copy: 'Copiar',
  copied: 'Copiados',
  download: 'Descargar',
  print: 'Imprimir',
  unconfirmed: 'Todavía no has confirmado que guardaste tus códigos de recuperación.',
  label: 'Uno de los códigos que guardaste',
  hint: 'Escribirlo aquí no lo gasta.',
  kept: 'Ya los he guardado',
  wrong: 'Ese no es ninguno de estos códigos. Escribe uno de la copia que guardaste.',
  later: 'Ahora no',
};
