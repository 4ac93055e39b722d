/**
 * Recovery codes in French.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_FR: RecoveryCodesText = {
  title: 'Gardez vos codes de secours',
  lead: 'Si vous perdez votre appareil, un code de secours vous permet d’entrer. Chacun sert une fois. Téléchargez-les, imprimez-les ou notez-les : ils ne seront plus affichés.',
  copy: 'Copier',
  copied: 'Copiés',
  download: 'Télécharger',
  print: 'Imprimer',
  unconfirmed: 'Vous n’avez pas encore confirmé que vous avez gardé vos codes de secours.',
  label: 'L’un des codes que vous avez gardés',
  hint: 'Le saisir ici ne l’utilise pas.',
  kept: 'Je les ai gardés',
  wrong: 'Ce n’est aucun de ces codes. Saisissez-en un de la copie que vous avez gardée.',
  later: 'Pas maintenant',
};
