/**
 * The overview, in Arabic.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_AR: OverviewText = {
  title: 'نظرة عامة',
  lead: 'كيف يُستخدم هذا المستأجر، وما الذي يحتاج إلى تدخّل.',
  spans: { 7: '7 أيام', 30: '30 يومًا', 90: '90 يومًا' },
  span: 'المدة',
  numbers: 'بالأرقام',
  today: 'عمليات تسجيل الدخول اليوم',
  signIns: 'عمليات تسجيل الدخول',
  signUps: 'حسابات جديدة',
  active: 'مستخدمون نشطون خلال 30 يومًا',
  refused: 'حالات الرفض',
  attention: 'ما يحتاج إلى انتباهك',
  calm: 'لا شيء: كل شيء على ما يرام.',
  daily: 'عمليات تسجيل الدخول في اليوم',
  failures: 'حالات الرفض حسب السبب',
  tokens: 'الرموز حسب المنحة وواجهة API',
  others: 'أخرى',
  direct: 'من الصفحة، عبر التدفق الضمني أو الهجين',
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
    mails_refused: (count) => `رسائل رُفضت نهائيًا في آخر 7 أيام: ${count}.`,
    mails_failing: (failing, waiting) =>
      `رسائل تعذّر إرسالها وتُعاد المحاولة: ${failing} من أصل ${waiting} في الانتظار.`,
    no_application: () => 'لم يُسجَّل أي تطبيق بعد: ابدأ بالأول.',
    implicit_used: (count) => `ردود حملت رموزًا في عنوان خلال هذه المدة، عبر المنحة الضمنية: ${count}.`,
    implicit_client: (name) => `يمكن لـ ${name} استخدام المنحة الضمنية: رمز التفويض مع PKCE أكثر أمانًا.`,
    unsafe_setting: (name) => `الإعداد ${name} يُضعف الحماية.`,
    unsafe_client: (client, name) => `${client}: يُضعف ${name} الحماية.`,
    failing_many: (share) => `فشل ${share} من عمليات تسجيل الدخول في آخر 24 ساعة.`,
  },
  ways: {
    keys: 'المفاتيح',
    record: 'فتح',
    settings: 'الإعدادات',
    applications: 'التطبيقات',
    mail_server: 'خادم البريد',
    logs: 'عرضها',
  },
};
