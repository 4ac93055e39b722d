/**
 * The scopes of the My Account API in Turkish.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_TR: MyAccountText = {
  title: 'Hesabınızın kendisi',
  scopes: {
    'read:me:authentication_methods': 'Nasıl oturum açtığınızı görmek',
    'create:me:authentication_methods': 'Oturum açma yolları eklemek ve parolanızı değiştirmek',
    'update:me:authentication_methods': 'Anahtarlarınızın ve cihazlarınızın adını değiştirmek',
    'delete:me:authentication_methods': 'Oturum açma yollarını kaldırmak',
    'read:me:factors': 'Hangi oturum açma yollarını ekleyebileceğinizi görmek',
    'read:me:profile': 'Profilinizi görmek',
    'update:me:profile': 'Profilinizi değiştirmek',
    'update:me:email': 'Hesabınız için başka bir e-posta adresi istemek',
    'read:me:sessions': 'Nerelerde oturumunuzun açık olduğunu görmek',
    'delete:me:sessions': 'Diğer cihazlarda oturumunuzu kapatmak',
    'read:me:applications': 'Hangi uygulamaların hesabınıza erişebildiğini görmek',
    'delete:me:applications': 'Uygulamaların hesabınıza erişimini kaldırmak',
    'read:me:data': 'Hakkınızda saklanan her şeyi indirmek',
    'delete:me:account': 'Hesabınızı silmek',
  },
};
