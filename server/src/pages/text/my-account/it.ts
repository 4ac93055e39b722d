/**
 * The scopes of the My Account API in Italian.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_IT: MyAccountText = {
  title: 'Il tuo account stesso',
  scopes: {
    'read:me:authentication_methods': 'Vedere come accedi',
    'create:me:authentication_methods': 'Aggiungere modi per accedere e cambiare la tua password',
    'update:me:authentication_methods': 'Rinominare le tue chiavi e i tuoi dispositivi',
    'delete:me:authentication_methods': 'Rimuovere modi con cui accedi',
    'read:me:factors': 'Vedere quali modi per accedere potresti aggiungere',
    'read:me:profile': 'Vedere il tuo profilo',
    'update:me:profile': 'Modificare il tuo profilo',
    'update:me:email': 'Richiedere un altro indirizzo e-mail per il tuo account',
    'read:me:sessions': 'Vedere dove hai effettuato l’accesso',
    'delete:me:sessions': 'Disconnetterti dagli altri dispositivi',
    'read:me:applications': 'Vedere quali applicazioni hanno accesso al tuo account',
    'delete:me:applications': 'Togliere alle applicazioni l’accesso al tuo account',
    'read:me:data': 'Scaricare tutto ciò che è conservato su di te',
    'delete:me:account': 'Eliminare il tuo account',
  },
};
