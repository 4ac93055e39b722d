/**
 * The scopes of the My Account API in Polish.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_PL: MyAccountText = {
  title: 'Samo konto',
  scopes: {
    'read:me:authentication_methods': 'Zobaczyć, jak się logujesz',
    'create:me:authentication_methods': 'Dodać sposoby logowania i zmienić hasło',
    'update:me:authentication_methods': 'Zmienić nazwy Twoich kluczy i urządzeń',
    'delete:me:authentication_methods': 'Usunąć sposoby logowania',
    'read:me:factors': 'Zobaczyć, jakie sposoby logowania możesz dodać',
    'read:me:profile': 'Zobaczyć Twój profil',
    'update:me:profile': 'Zmienić Twój profil',
    'update:me:email': 'Poprosić o inny adres e-mail dla Twojego konta',
    'read:me:sessions': 'Zobaczyć, gdzie jesteś zalogowany',
    'delete:me:sessions': 'Wylogować Cię na innych urządzeniach',
    'read:me:applications': 'Zobaczyć, które aplikacje mają dostęp do Twojego konta',
    'delete:me:applications': 'Odebrać aplikacjom dostęp do Twojego konta',
    'read:me:data': 'Pobrać wszystko, co jest o Tobie przechowywane',
    'delete:me:account': 'Usunąć Twoje konto',
  },
};
