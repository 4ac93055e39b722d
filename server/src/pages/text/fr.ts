import { html } from '../html.ts';
import { ACCOUNT_FR } from './account/fr.ts';
import { ENTRANCE_FR } from './entrance/fr.ts';
import { ERRORS_FR } from './errors/fr.ts';
import { FRONT_FR } from './front/fr.ts';
import { MY_ACCOUNT_FR } from './my-account/fr.ts';
import { OWN_DATA_FR } from './own-data/fr.ts';
import { RECOVERY_CODES_FR } from './recovery-codes/fr.ts';
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
    email_or_username: 'Adresse e-mail ou nom d’utilisateur',
    password: 'Mot de passe',
    show_password: 'Afficher le mot de passe',
    submit: 'Se connecter',
    cancel: 'Annuler',
    continueAs: (address) => html`Continuer en tant que ${address}`,
    other_account: 'ou utiliser un autre compte',
    new_here: 'Pas encore de compte ?',
    create_account: 'Créer un compte',
    no_signup:
      'Il n’est pas possible de créer un compte ici. Adressez-vous aux responsables de l’application.',
    failures: {
      invalid_credentials: 'L’adresse e-mail ou le mot de passe est incorrect.',
      throttled: 'Trop de tentatives. Patientez quelques minutes, puis réessayez.',
      busy: 'Le service est très sollicité. Réessayez dans un instant.',
      malformed_email: 'Cette adresse e-mail ne semble pas complète. Vérifiez-la, s’il vous plaît.',
      unavailable: 'Cette façon de se connecter n’est pas encore possible ici. Choisissez-en une autre.',
      stale: 'Votre compte a été modifié pendant votre connexion. Veuillez vous reconnecter.',
    },
  },
  entrance: ENTRANCE_FR,
  front: FRONT_FR,
  signUp: {
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
  newPassword: {
    hint: (count) => `Au moins ${count} caractères. Plusieurs mots sans rapport entre eux conviennent bien.`,
    tooShort: (count) => `Utilisez au moins ${count} caractères.`,
    failures: {
      too_long: 'C’est plus long que ce que nous pouvons accepter. Utilisez au plus 1 024 caractères.',
      common:
        'Beaucoup de gens utilisent ce mot de passe ou un mot de passe très proche : il est facile à deviner. Essayez plusieurs mots sans rapport entre eux.',
      personal:
        'N’utilisez ni votre nom, ni votre adresse, ni le nom de ce site : c’est ce que l’on essaierait en premier.',
      dictionary:
        'Ce mot de passe est fait de mots faciles à deviner ici. Essayez plusieurs mots sans rapport entre eux.',
      reused: 'Vous avez déjà utilisé ce mot de passe. Choisissez-en un nouveau.',
      breached:
        'Ce mot de passe figure sur une liste de mots de passe volés, quelqu’un pourrait donc l’essayer. Choisissez-en un autre et changez-le partout où vous l’utilisez.',
    },
  },
  mailSent: {
    title: 'Consultez vos e-mails',
    toSignUp: (address) =>
      html`Nous avons envoyé un e-mail à ${address}. Ouvrez le lien qu’il contient pour continuer.`,
    toReset: (address) =>
      html`S’il existe un compte pour ${address}, un e-mail est en route. Ouvrez le lien qu’il contient pour choisir un nouveau mot de passe.`,
    nothing_came:
      'Toujours rien après quelques minutes ? Regardez dans les courriers indésirables, ou réessayez.',
    again: 'Réessayer',
  },
  verifyEmail: {
    title: 'Confirmer votre adresse e-mail',
    lead: (address) => html`Appuyez sur le bouton pour confirmer que ${address} est bien à vous.`,
    password: 'Le mot de passe que vous avez choisi',
    wrong_password: 'Ce n’est pas le mot de passe choisi pour ce compte.',
    submit: 'Confirmer',
    done_title: 'Votre adresse est confirmée',
    done: 'Retournez à l’application et connectez-vous.',
  },
  resetPassword: {
    forgot: 'Mot de passe oublié ?',
    title: 'Choisir un nouveau mot de passe',
    lead: 'Donnez-nous votre adresse e-mail : nous vous enverrons un lien.',
    submit: 'Envoyer le lien',
    choose_title: 'Votre nouveau mot de passe',
    chooseFor: (address) => html`pour ${address}`,
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
    typed: (command) => html`Continuez seulement si vous venez de taper ${command} sur cet ordinateur.`,
    about_you: 'À votre sujet',
    permissions: 'Elle pourra',
    permissionsOf: (api) => html`Avec ${api}`,
    many: (count) => `${count} autorisations, par objet`,
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
    renewable: (span) => html`renouvelable pendant ${span}`,
    renewable_always: 'renouvelable jusqu’à ce que vous le retiriez',
    origin: 'L’application vient de',
    destination: 'Vous reviendrez à',
    technical_names: 'Noms techniques',
    accept: 'Autoriser',
    deny: 'Ne pas autoriser',
  },
  myAccount: MY_ACCOUNT_FR,
  secondFactor: {
    title: 'Confirmez que c’est bien vous',
    leads: {
      otp: 'Saisissez les six chiffres affichés par votre application d’authentification.',
      webauthn: 'Utilisez votre clé de sécurité, votre empreinte ou votre visage.',
      email: 'Nous pouvons vous envoyer un code par e-mail.',
      recovery: 'Saisissez l’un des codes de secours que vous avez gardés. Chacun sert une fois.',
    },
    ways: {
      otp: 'Application d’authentification',
      webauthn: 'Clé de sécurité ou d’accès',
      email: 'E-mail',
      recovery: 'Code de secours',
    },
    hints: {
      otp: 'Un code de six chiffres',
      webauthn: 'Touchez-la ou utilisez votre empreinte',
      email: 'Nous vous envoyons un code',
      recovery: 'L’un de ceux que vous avez gardés',
    },
    other_ways: 'Ou utilisez un autre moyen',
    code: 'Code',
    recovery_code: 'Code de secours',
    remember: (days) =>
      days === 1
        ? 'Ne plus demander sur cet appareil pendant un jour'
        : `Ne plus demander sur cet appareil pendant ${days} jours`,
    submit: 'Continuer',
    cancel: 'Annuler',
    mailTo: (address) => html`Le code sera envoyé à ${address}.`,
    send: 'Envoyer un code',
    send_again: 'Envoyer un autre code',
    failures: {
      wrong_code: 'Ce code n’a pas fonctionné. Vérifiez-le et réessayez.',
      clock_off:
        'Ce code est celui d’une autre minute. L’horloge de votre téléphone est peut-être déréglée : laissez-le régler l’heure automatiquement, puis saisissez le code qu’il affiche.',
      throttled:
        'Cela fait beaucoup de tentatives. Patientez quelques minutes, puis réessayez, ou utilisez un code de secours.',
      mail_throttled: 'Nous vous avons déjà envoyé plusieurs codes. Patientez quelques minutes.',
      sent: 'Un code est en route. Il est valable dix minutes.',
    },
    enrol: {
      title: 'Ajouter une seconde étape',
      lead: (client) =>
        html`${client} demande une seconde étape à la connexion. L’installation prend une minute.`,
      install: 'Ouvrez votre application d’authentification, ou installez-en une.',
      scan: 'Scannez cette image, ou saisissez la clé.',
      qr: 'Code QR contenant la clé',
      key: 'Clé',
      confirm: 'Saisissez les six chiffres affichés.',
      submit: 'Activer',
    },
    recovery: RECOVERY_CODES_FR,
  },
  client: { policy: 'Confidentialité', tos: 'Conditions d’utilisation' },
  errors: ERRORS_FR,
  logout: {
    title: 'Se déconnecter ?',
    lead: 'Vous êtes sur le point de vous déconnecter.',
    leadFrom: (client) => html`${client} demande à vous déconnecter.`,
    submit: 'Se déconnecter',
    stay: 'Rester connecté',
    telling: 'Vos applications sont prévenues.',
  },
  account: ACCOUNT_FR,
  ownData: OWN_DATA_FR,
  loggedOut: { title: 'Vous êtes déconnecté', lead: 'Vous pouvez fermer cette fenêtre.' },
  webauthn: {
    sign_in: 'Se connecter avec une clé d’accès',
    use: 'Utiliser une clé d’accès ou de sécurité',
    add: 'Ajouter une clé d’accès ou de sécurité',
    add_lead:
      'Ce peut être votre empreinte, votre visage, le verrouillage de votre téléphone ou une clé à brancher.',
    failed: 'Cela n’a pas fonctionné. Réessayez ou choisissez un autre moyen.',
    unavailable:
      'Ce navigateur ne peut pas utiliser de clé d’accès ou de sécurité ici. Choisissez un autre moyen.',
    unavailable_alone: 'Ce navigateur ne peut pas utiliser de clé d’accès ou de sécurité ici.',
  },
  formPost: { title: 'Un instant', lead: 'Retour vers l’application.', submit: 'Continuer' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Confirmez votre adresse e-mail pour ${site}`,
        lead: () => 'Ouvrez le lien pour confirmer que cette adresse est la vôtre.',
        action: 'Confirmer l’adresse e-mail',
        otherwise: () =>
          'Si vous n’avez rien demandé, ne faites rien : sans vous, l’adresse n’est pas confirmée.',
      },
      reset_password: {
        subject: (site) => `Choisissez un nouveau mot de passe pour ${site}`,
        lead: (site) =>
          `Quelqu’un a demandé un nouveau mot de passe pour votre compte chez ${site}. Ouvrez le lien pour en choisir un.`,
        action: 'Choisir un nouveau mot de passe',
        otherwise: () => 'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
      },
      change_email: {
        subject: (site) => `Confirmez votre nouvelle adresse e-mail pour ${site}`,
        lead: (site) =>
          `Ouvrez le lien pour utiliser désormais cette adresse pour votre compte chez ${site}.`,
        action: 'Utiliser cette adresse',
        otherwise: () => 'Si vous n’avez rien demandé, ne faites rien : rien ne change.',
      },
      login_link: {
        subject: (site) => `Connexion à ${site}`,
        lead: () => 'Ouvrez le lien dans le navigateur où vous avez commencé, et vous êtes connecté.',
        action: 'Se connecter',
        otherwise: () => 'Si vous n’avez rien demandé, ne faites rien : sans vous, personne n’est connecté.',
      },
      login_code: {
        subject: (site) => `Votre code de connexion à ${site}`,
        lead: () => 'Saisissez ce code sur la page où vous avez commencé.',
        otherwise: () => 'Si vous n’avez rien demandé, ne faites rien. Ne donnez ce code à personne.',
      },
      second_factor_code: {
        subject: (site) => `Votre code de sécurité pour ${site}`,
        lead: () => 'Saisissez ce code sur la page où vous vous connectez.',
        otherwise: () =>
          'Si vous n’êtes pas en train de vous connecter, quelqu’un connaît votre mot de passe : changez-le. Ne donnez ce code à personne.',
      },
      account_exists: {
        subject: (site) => `Vous avez déjà un compte chez ${site}`,
        lead: (site) =>
          `Quelqu’un a voulu créer un compte chez ${site} avec cette adresse. Il en existe déjà un : vous pouvez vous connecter ou choisir un nouveau mot de passe.`,
        action: 'Choisir un nouveau mot de passe',
        otherwise: () => 'Si ce n’était pas vous, ne faites rien : votre compte reste tel quel.',
      },
      email_changed: {
        subject: (site) => `Votre adresse e-mail chez ${site} a été modifiée`,
        lead: (site) =>
          `L’adresse de votre compte chez ${site} a été modifiée ; les messages vont désormais à la nouvelle.`,
        otherwise: (site) => `Si ce n’était pas vous, écrivez tout de suite aux responsables de ${site}.`,
      },
      password_changed: {
        subject: (site) => `Votre mot de passe chez ${site} a été modifié`,
        lead: (site) =>
          `Le mot de passe de votre compte chez ${site} a été modifié. Les autres appareils ont été déconnectés.`,
        otherwise: () =>
          'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe : « Mot de passe oublié ? » sur la page de connexion.',
      },
      second_factor_added: {
        subject: (site) => `Un second facteur a été ajouté chez ${site}`,
        lead: (site) => `Votre compte chez ${site} a un nouveau second facteur.`,
        otherwise: () =>
          'Si ce n’était pas vous, changez votre mot de passe et supprimez-le sur la page de votre compte.',
      },
      second_factor_removed: {
        subject: (site) => `Un second facteur a été supprimé chez ${site}`,
        lead: (site) => `Un second facteur a été supprimé de votre compte chez ${site}.`,
        otherwise: () =>
          'Si ce n’était pas vous, changez votre mot de passe et regardez la page de votre compte.',
      },
      new_sign_in: {
        subject: (site) => `Nouvelle connexion à ${site}`,
        lead: (site) =>
          `Quelqu’un s’est connecté à votre compte chez ${site} depuis un appareil que nous ne connaissions pas.`,
        otherwise: () =>
          'Si c’était vous, il n’y a rien à faire. Sinon, changez votre mot de passe : les autres appareils seront déconnectés.',
      },
      ...OWN_DATA_FR.mails,
    },
    your_code: 'Votre code',
    or_open: 'Si le bouton ne fonctionne pas, ouvrez cette adresse :',
    expires: (n) =>
      n < 60
        ? `Valable ${n} ${n === 1 ? 'minute' : 'minutes'}.`
        : `Valable ${n / 60} ${n === 60 ? 'heure' : 'heures'}.`,
    when: 'Quand',
    device: 'Appareil',
    address: 'Adresse',
    because: (site) =>
      `Vous recevez ce message à cause de votre compte chez ${site}, ou parce que quelqu’un y a saisi cette adresse.`,
  },
};
