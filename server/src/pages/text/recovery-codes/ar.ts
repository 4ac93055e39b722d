/**
 * Recovery codes in Arabic.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_AR: RecoveryCodesText = {
  title: 'احتفظ برموز الاسترداد',
  lead: 'إذا فقدت جهازك يمكنك الدخول برمز استرداد. يعمل كل رمز مرة واحدة. نزّلها أو اطبعها أو اكتبها، فلن تظهر مرة أخرى.',
  copy: 'نسخ',
  copied: 'تم النسخ',
  download: 'تنزيل',
  print: 'طباعة',
  unconfirmed: 'لم تؤكد بعد أنك احتفظت برموز الاسترداد.',
  label: 'أحد الرموز التي احتفظت بها',
  hint: 'كتابة الرمز هنا لا تستهلكه.',
  kept: 'احتفظت بها',
  wrong: 'ليس هذا أحد الرموز. اكتب رمزًا من النسخة التي احتفظت بها.',
  later: 'ليس الآن',
};
