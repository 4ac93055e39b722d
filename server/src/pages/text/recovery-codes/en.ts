/**
 * Recovery codes in English.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_EN: RecoveryCodesText = {
  title: 'Keep your recovery codes',
  lead: 'If you lose your device, a recovery code lets you in. Each works once. Download or print them, or write them down: they are not shown again.',
  copy: 'Copy',
  copied: 'Copied',
  download: 'Download',
  print: 'Print',
  unconfirmed: 'You have not confirmed yet that you kept your recovery codes.',
  label: 'One of the codes you kept',
  hint: 'To type it here does not use it up.',
  kept: 'I have kept them',
  wrong: 'That is none of these codes. Type one from the copy you kept.',
  later: 'Not now',
};
