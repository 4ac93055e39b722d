import { html } from '../html.ts';
import type { Text } from './text.ts';

/** French. */
export const fr: Text = {
  language: 'fr',
  direction: 'ltr',
  unnamed_application: 'Application sans nom',
  login: {
    title: 'Se connecter',
    to: (client) => html`pour continuer vers ${client}`,
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    cancel: 'Annuler',
    continueAs: (email) => `Continuer en tant que ${email}`,
    other_account: 'ou utiliser un autre compte',
    no_signup:
      'Il n’est pas possible de créer un compte ici. Adressez-vous aux responsables de l’application.',
    failures: {
      invalid_credentials: 'L’adresse e-mail ou le mot de passe est incorrect.',
      throttled: 'Trop de tentatives. Patientez quelques minutes, puis réessayez.',
      busy: 'Le service est très sollicité. Réessayez dans un instant.',
    },
  },
  signUp: {
    passwordHint: (count) => `Au moins ${count} caractères.`,
    title: 'Créer votre compte',
    submit: 'Créer le compte',
    has_account: 'J’ai déjà un compte',
    back: 'Retour à la connexion',
    failures: {
      malformed_email: 'Cette adresse e-mail ne semble pas complète. Vérifiez-la, s’il vous plaît.',
      taken:
        'Il existe déjà un compte avec cette adresse e-mail. Vous pouvez vous connecter ou choisir un nouveau mot de passe.',
      throttled: 'Trop d’essais. Attendez quelques minutes, puis réessayez.',
      busy: 'Il y a beaucoup de monde en ce moment. Réessayez dans un instant.',
    },
  },
  mailSent: {
    title: 'Consultez vos e-mails',
    toSignUp: (email) =>
      `Nous avons envoyé un e-mail à ${email}. Ouvrez le lien qu’il contient pour continuer.`,
    toReset: (email) =>
      `S’il existe un compte pour ${email}, un e-mail est en route. Ouvrez le lien qu’il contient pour choisir un nouveau mot de passe.`,
    nothing_came:
      'Toujours rien après quelques minutes ? Regardez dans les courriers indésirables, ou réessayez.',
    again: 'Réessayer',
  },
  verifyEmail: {
    title: 'Confirmer votre adresse e-mail',
    lead: (email) => `Appuyez sur le bouton pour confirmer que ${email} est bien à vous.`,
    password: 'Le mot de passe que vous avez choisi',
    wrong_password: 'Ce n’est pas le mot de passe choisi pour ce compte.',
    submit: 'Confirmer',
    done_title: 'Votre adresse e-mail est confirmée',
    done: 'Retournez à l’application et connectez-vous.',
  },
  resetPassword: {
    forgot: 'Mot de passe oublié ?',
    title: 'Choisir un nouveau mot de passe',
    lead: 'Donnez-nous votre adresse e-mail : nous vous enverrons un lien.',
    submit: 'Envoyer le lien',
    choose_title: 'Votre nouveau mot de passe',
    chooseFor: (email) => `pour ${email}`,
    new_password: 'Nouveau mot de passe',
    choose: 'Enregistrer le mot de passe',
    done_title: 'Votre mot de passe est changé',
    done: 'Vous êtes déconnecté partout ailleurs. Connectez-vous avec le nouveau mot de passe pour continuer.',
    continue: 'Aller à la connexion',
  },
  linkEnded: {
    title: 'Ce lien ne fonctionne plus',
    lead: 'Un lien sert une seule fois et pour un temps limité, et un lien plus récent prend sa place. Si vous venez de l’utiliser, tout est fait.',
    go_back: 'Vous pouvez retourner à l’application et y recommencer.',
    again: 'Obtenir un nouveau lien',
  },
  consent: {
    title: 'Autoriser l’accès ?',
    lead: (client) => html`${client} souhaite utiliser votre compte.`,
    unverified:
      'Cette application est gérée par un tiers. Continuez seulement si vous la connaissez et lui faites confiance.',
    permissions: 'Elle pourra',
    permissionsOf: (api) => html`Avec ${api}, elle pourra`,
    no_permissions: 'Savoir que vous vous êtes connecté ici, et rien de plus',
    scopes: new Map([
      ['openid', 'Savoir qui vous êtes'],
      ['profile', 'Voir votre nom et votre photo'],
      ['email', 'Voir votre adresse e-mail'],
      ['address', 'Voir votre adresse postale'],
      ['phone', 'Voir votre numéro de téléphone'],
      ['offline_access', 'Garder l’accès en votre absence'],
    ]),
    account: 'Votre compte',
    lifetime: 'Durée de l’accès',
    destination: 'Vous irez vers',
    accept: 'Autoriser',
    deny: 'Ne pas autoriser',
  },
  client: { policy: 'Confidentialité', tos: 'Conditions d’utilisation' },
  error: {
    title: 'Cela n’a pas fonctionné',
    lead: 'L’application d’où vous venez a envoyé une demande à laquelle nous ne pouvons pas répondre. Revenez en arrière et réessayez. Si cela se reproduit, transmettez ces informations aux responsables de l’application.',
    lead_server:
      'L’erreur vient de nous. Réessayez dans un instant. Si cela se reproduit, transmettez ces informations aux responsables de ce service.',
    code: 'Erreur',
    description: 'Ce qui s’est passé',
    hint: 'Conseil',
    request_id: 'Demande',
    start_again: 'Recommencer',
  },
  logout: {
    title: 'Se déconnecter ?',
    lead: 'Vous êtes sur le point de vous déconnecter.',
    leadFrom: (client) => html`${client} demande à vous déconnecter.`,
    submit: 'Se déconnecter',
    stay: 'Rester connecté',
    telling: 'Vos applications sont prévenues.',
  },
  loggedOut: { title: 'Vous êtes déconnecté', lead: 'Vous pouvez fermer cette fenêtre.' },
  formPost: { title: 'Un instant', lead: 'Retour vers l’application.', submit: 'Continuer' },
};
