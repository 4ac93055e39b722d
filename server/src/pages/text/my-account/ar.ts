/**
 * The scopes of the My Account API in Arabic.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_AR: MyAccountText = {
  title: 'حسابك نفسه',
  scopes: {
    'read:me:authentication_methods': 'الاطلاع على طرق تسجيل دخولك',
    'create:me:authentication_methods': 'إضافة طرق لتسجيل الدخول وتغيير كلمة مرورك',
    'update:me:authentication_methods': 'إعادة تسمية مفاتيحك وأجهزتك',
    'delete:me:authentication_methods': 'إزالة طرق تسجيل الدخول',
    'read:me:factors': 'الاطلاع على طرق تسجيل الدخول التي يمكنك إضافتها',
    'read:me:profile': 'الاطلاع على ملفك الشخصي',
    'update:me:profile': 'تغيير ملفك الشخصي',
    'update:me:email': 'طلب عنوان بريد إلكتروني آخر لحسابك',
    'read:me:sessions': 'الاطلاع على الأماكن التي سجّلت الدخول فيها',
    'delete:me:sessions': 'تسجيل خروجك من الأجهزة الأخرى',
    'read:me:applications': 'الاطلاع على التطبيقات التي لها حق الوصول إلى حسابك',
    'delete:me:applications': 'سحب حق الوصول إلى حسابك من التطبيقات',
    'read:me:data': 'تنزيل كل ما هو محفوظ عنك',
    'delete:me:account': 'حذف حسابك',
  },
};
