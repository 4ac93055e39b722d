import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_AR: FrontText = {
  title: 'تسجيل الدخول والحسابات',
  lead: 'ترسلك التطبيقات إلى هنا لتسجيل الدخول. وحسابك هنا أيضًا، ويمكنك إدارته متى شئت.',
  account: 'الانتقال إلى حسابي',
  developers: 'للمطوّرين',
  issuer: 'جهة الإصدار',
  metadata: 'البيانات الوصفية',
  stranger: {
    title: 'هذا العنوان لا يؤدّي إلى شيء',
    lead: (host) => html`لا توجد صفحة لتسجيل الدخول على ${host}.`,
    hint: 'تحقّق من العنوان، أو عُد إلى التطبيق الذي أرسلك إلى هنا وابدأ من جديد.',
  },
  machine: {
    title: 'على هذا الجهاز',
    hint: 'ترى هذا القسم لأنك فتحت الصفحة على الجهاز الذي يعمل عليه الخادم.',
    mailbox: 'صندوق البريد',
    mailbox_hint: 'رسائل كُتبت هنا ولم تُرسل',
    noClient: (command) => html`لم يُسجَّل أي تطبيق بعد. شغّل ${command} لإضافة تطبيقك.`,
    noTenant: (command) => html`لا يوجد مستأجر بعد. شغّل ${command} لإنشاء واحد.`,
  },
  dashboard: {
    title: 'لم يتم بناء لوحة التحكم',
    lead: (command) =>
      html`لدى هذا الخادم لوحة التحكم لكن صفحاتها غير موجودة. شغّل ${command} حيث ثُبّت، ثم افتح هذا العنوان مرة أخرى.`,
  },
};
