/**
 * The scopes of the My Account API in Dutch.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_NL: MyAccountText = {
  title: 'Uw account zelf',
  scopes: {
    'read:me:authentication_methods': 'Zien hoe u inlogt',
    'create:me:authentication_methods': 'Manieren om in te loggen toevoegen en uw wachtwoord wijzigen',
    'update:me:authentication_methods': 'Uw sleutels en apparaten een andere naam geven',
    'delete:me:authentication_methods': 'Manieren om in te loggen verwijderen',
    'read:me:factors': 'Zien welke manieren om in te loggen u kunt toevoegen',
    'read:me:profile': 'Uw profiel bekijken',
    'update:me:profile': 'Uw profiel wijzigen',
    'update:me:email': 'Een ander e-mailadres voor uw account aanvragen',
    'read:me:sessions': 'Zien waar u bent ingelogd',
    'delete:me:sessions': 'U op andere apparaten uitloggen',
    'read:me:applications': 'Zien welke toepassingen toegang tot uw account hebben',
    'delete:me:applications': 'Toepassingen de toegang tot uw account ontnemen',
    'read:me:data': 'Alles downloaden wat over u is opgeslagen',
    'delete:me:account': 'Uw account verwijderen',
  },
};
