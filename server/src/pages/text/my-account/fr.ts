/**
 * The scopes of the My Account API in French.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_FR: MyAccountText = {
  title: 'Votre compte lui-même',
  scopes: {
    'read:me:authentication_methods': 'Voir comment vous vous connectez',
    'create:me:authentication_methods': 'Ajouter des moyens de connexion et changer votre mot de passe',
    'update:me:authentication_methods': 'Renommer vos clés et vos appareils',
    'delete:me:authentication_methods': 'Supprimer des moyens de connexion',
    'read:me:factors': 'Voir quels moyens de connexion vous pourriez ajouter',
    'read:me:profile': 'Voir votre profil',
    'update:me:profile': 'Modifier votre profil',
    'update:me:email': 'Demander une autre adresse e-mail pour votre compte',
    'read:me:sessions': 'Voir où vous êtes connecté',
    'delete:me:sessions': 'Vous déconnecter sur vos autres appareils',
    'read:me:applications': 'Voir quelles applications ont accès à votre compte',
    'delete:me:applications': 'Retirer à des applications l’accès à votre compte',
    'read:me:data': 'Télécharger tout ce qui est enregistré sur vous',
    'delete:me:account': 'Supprimer votre compte',
  },
};
