/**
 * The overview, in Arabic.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_AR: OverviewText = {
  title: 'نظرة عامة',
  lead: 'كيف يُستخدم هذا المستأجر، وما الذي يحتاج إلى أحد.',
  spans: { 7: '7 أيام', 30: '30 يومًا', 90: '90 يومًا' },
  span: 'المدة',
  numbers: 'بالأرقام',
  today: 'تسجيلات الدخول اليوم',
  signIns: 'تسجيلات الدخول',
  signUps: 'حسابات جديدة',
  active: 'مستخدمون نشطون خلال 30 يومًا',
  refused: 'حالات الرفض',
  attention: 'ما يحتاج إليك',
  calm: 'لا شيء: كل شيء على ما يرام.',
  daily: 'تسجيلات الدخول في اليوم',
  failures: 'حالات الرفض حسب السبب',
  tokens: 'الرموز حسب المنحة والواجهة',
  others: 'أخرى',
  direct: 'من الصفحة، عبر implicit أو hybrid',
  none: 'لا شيء في هذه المدة.',
  table: 'في جدول',
  day: 'اليوم',
  sum: 'المجموع',
  loud: 'الآن',
  soon: 'قريبًا',
  calmly: 'نصيحة',
  items: {
    key_ends: (kid, when) => `لن يُنشر المفتاح ${kid} بعد ${when}، وعندها تُرفض الرموز التي وقّعها.`,
    key_old: (kid, days) => `يوقّع المفتاح ${kid} منذ ${days} يومًا.`,
    stream_suspended: (name) => `تدفق السجل ${name} موقوف: لا يصل شيء.`,
    stream_failing: (name) => `تدفق السجل ${name} يفشل، وتُعاد المحاولة.`,
    mails_refused: (count) => `رُفضت ${count} رسالة نهائيًا في آخر 7 أيام.`,
    mails_failing: (failing, waiting) =>
      `رسائل تعذّر إرسالها وتُعاد المحاولة: ${failing} من أصل ${waiting} في الانتظار.`,
    implicit_used: (count) => `حملت ${count} من الردود في هذه المدة رموزًا في العنوان، عبر المنحة الضمنية.`,
    implicit_client: (name) => `يمكن لـ ${name} استخدام المنحة الضمنية: الرمز مع PKCE أكثر أمانًا.`,
    unsafe_setting: (name) => `الإعداد ${name} يُضعف حماية.`,
    unsafe_client: (client, name) => `${client}: يُضعف ${name} حماية.`,
    failing_many: (share) => `فشل ${share} من تسجيلات الدخول في آخر 24 ساعة.`,
  },
  ways: {
    keys: 'المفاتيح',
    application: 'فتح',
    settings: 'الإعدادات',
    applications: 'التطبيقات',
    mail_server: 'خادم البريد',
    logs: 'عرضها',
  },
};
