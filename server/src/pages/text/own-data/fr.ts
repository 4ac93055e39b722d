import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_FR: OwnDataText = {
  download: {
    title: 'Télécharger vos données',
    lead: 'Un fichier avec tout ce qui est conservé ici à votre sujet : profil, connexions, appareils, applications et ce qui s’est passé dans votre compte. Il ne contient aucun mot de passe, ni rien qui permette de se connecter.',
    submit: 'Télécharger',
  },
  parts: {
    profile: 'Qui vous êtes ici',
    passwords: 'Quand ont été choisis les mots de passe qui ne peuvent pas resservir',
    factors: 'Moyens de confirmer que c’est vous',
    recovery_codes: 'Codes de secours restants',
    remembered_devices: 'Appareils auxquels la seconde étape n’est pas demandée',
    sessions: 'Appareils sur lesquels vous êtes connecté',
    session_applications: 'Applications que vous avez utilisées dans ces sessions',
    sign_ins: 'Où et quand vous vous êtes connecté',
    failed_sign_ins: 'Tentatives de connexion à votre compte qui ont échoué',
    roles: 'Rôles que vous avez',
    permissions: 'Permissions qui vous ont été accordées une à une',
    consents: 'Ce que vous avez autorisé aux applications',
    grants: 'Accès que les applications conservent',
    access_tokens: 'Accès que les applications ont pour peu de temps',
    links_by_mail: 'Liens que nous vous avons envoyés et qui sont encore valables',
    codes_by_mail: 'Codes que nous vous avons envoyés et qui sont encore valables',
    events: 'Ce qui s’est passé dans votre compte',
  },
  remove: {
    title: 'Supprimer votre compte',
    lead: 'Votre compte et tout ce qui est conservé avec lui sont supprimés pour de bon.',
    open: 'Supprimer votre compte',
    lost_title: 'Ce qui disparaît avec lui',
    lost: [
      'Votre profil et vos moyens de connexion',
      'Votre connexion sur tous vos appareils',
      'L’accès de toutes les applications à votre compte',
      'La liste de vos appareils et de vos connexions',
    ],
    elsewhere:
      'Ce que les applications conservent elles-mêmes à votre sujet reste chez elles. Demandez-leur de le supprimer.',
    waits: (date) =>
      html`Votre compte sera supprimé le ${date}. D’ici là, il fonctionne comme avant, et vous pouvez encore le garder.`,
    at_once: 'Votre compte est supprimé immédiatement. Personne ne peut le rétablir.',
    confirm: (address) => html`Saisissez ${address} pour confirmer`,
    submit: 'Supprimer le compte',
    back: 'Garder mon compte',
    failures: {
      mismatch: 'Ce n’est pas l’adresse de votre compte. Saisissez-la comme elle est écrite ci-dessus.',
      throttled: 'Nous avons déjà envoyé beaucoup d’e-mails. Attendez une heure, puis réessayez.',
    },
  },
  waiting: { lead: (date) => html`Votre compte sera supprimé le ${date}.`, keep: 'Garder mon compte' },
  done: {
    title: 'Votre compte est supprimé',
    lead: 'Il n’en reste rien ici. Vous pouvez maintenant fermer cette fenêtre.',
  },
  failed: {
    reasons: {
      wrong_password: 'Mot de passe incorrect',
      wrong_code: 'Code incorrect',
      wrong_second_factor: 'Seconde étape incorrecte',
      wrong_passkey: 'Clé d’accès refusée',
      blocked: 'Le compte était bloqué',
    },
    since: (count) => `Tentatives échouées depuis votre connexion précédente : ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Votre compte chez ${site} sera supprimé`,
      lead: (site) =>
        `Vous avez demandé la suppression de votre compte chez ${site}. Jusqu’au jour indiqué ci-dessous, il fonctionne comme avant.`,
      action: 'Garder mon compte',
      otherwise: () =>
        'Si ce n’était pas vous, ou si vous avez changé d’avis, connectez-vous et choisissez de garder votre compte. Si c’était quelqu’un d’autre, changez ensuite votre mot de passe.',
    },
    account_deleted: {
      subject: (site) => `Votre compte chez ${site} a été supprimé`,
      lead: (site) =>
        `Votre compte chez ${site} a été supprimé, comme vous l’avez demandé, avec tout ce qui était conservé avec lui.`,
      otherwise: () => 'Si vous voulez revenir, vous pouvez créer un nouveau compte. Il sera vide au départ.',
    },
  },
  deletes_on: 'Supprimé le',
};
