import { html } from '../html.ts';
import { ACCOUNT_FR } from './account-fr.ts';
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
  account: ACCOUNT_FR,
  loggedOut: { title: 'Vous êtes déconnecté', lead: 'Vous pouvez fermer cette fenêtre.' },
  formPost: { title: 'Un instant', lead: 'Retour vers l’application.', submit: 'Continuer' },
};
