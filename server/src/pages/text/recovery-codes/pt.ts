/**
 * Recovery codes in Portuguese.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_PT: RecoveryCodesText = {
  title: 'Guarde seus códigos de recuperação',
  lead: 'Se você perder seu dispositivo, poderá entrar com um código de recuperação. Cada um funciona uma vez. Baixe, imprima ou anote os códigos: eles não serão mostrados de novo.',
  copy: 'Copiar',
  copied: 'Copiados',
  download: 'Baixar',
  print: 'Imprimir',
  unconfirmed: 'Você ainda não confirmou que guardou seus códigos de recuperação.',
  label: 'Um dos códigos que você guardou',
  hint: 'Digitar o código aqui não o gasta.',
  kept: 'Já guardei',
  wrong: 'Esse não é nenhum destes códigos. Digite um da cópia que você guardou.',
  later: 'Agora não',
};
