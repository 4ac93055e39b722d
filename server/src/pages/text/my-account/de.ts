/**
 * The scopes of the My Account API in German.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_DE: MyAccountText = {
  title: 'Ihr Konto selbst',
  scopes: {
    'read:me:authentication_methods': 'Sehen, wie Sie sich anmelden',
    'create:me:authentication_methods': 'Anmeldewege hinzufügen und Ihr Passwort ändern',
    'update:me:authentication_methods': 'Ihre Schlüssel und Geräte umbenennen',
    'delete:me:authentication_methods': 'Anmeldewege entfernen',
    'read:me:factors': 'Sehen, welche Anmeldewege Sie hinzufügen könnten',
    'read:me:profile': 'Ihr Profil sehen',
    'update:me:profile': 'Ihr Profil ändern',
    'update:me:email': 'Eine andere E-Mail-Adresse für Ihr Konto beantragen',
    'read:me:sessions': 'Sehen, wo Sie angemeldet sind',
    'delete:me:sessions': 'Sie auf anderen Geräten abmelden',
    'read:me:applications': 'Sehen, welche Anwendungen Zugriff auf Ihr Konto haben',
    'delete:me:applications': 'Anwendungen den Zugriff auf Ihr Konto entziehen',
    'read:me:data': 'Alles herunterladen, was über Sie gespeichert ist',
    'delete:me:account': 'Ihr Konto löschen',
  },
};
