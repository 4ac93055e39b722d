import type { ErrorsText } from './errors-text.ts';

export const ERRORS_FR: ErrorsText = {
  kinds: {
    application: {
      title: 'Cette application n’est pas configurée correctement',
      lead: 'Vous n’y êtes pour rien : l’application a demandé quelque chose que nous ne pouvons pas lui donner. Revenez-y. Si cela se reproduit, transmettez la référence ci-dessous à ses responsables.',
    },
    too_long: {
      title: 'Cette demande est trop longue',
      lead: 'L’application a envoyé plus que nous ne pouvons recevoir. Revenez-y et recommencez. Si cela se reproduit, transmettez la référence ci-dessous à ses responsables.',
    },
    incomplete: {
      title: 'Cette demande est incomplète',
      lead: 'Une partie manque ou a été modifiée en chemin. Revenez à l’application et recommencez.',
    },
    bookmark: {
      title: 'La connexion commence dans l’application',
      lead: 'Cette page fait partie d’une connexion et ne peut pas être ouverte seule. Ouvrez l’application que vous voulez utiliser et connectez-vous depuis celle-ci.',
    },
    cookies: {
      title: 'Votre navigateur n’a envoyé aucun cookie',
      lead: 'Sans cookies, personne ne peut se connecter. Autorisez-les pour ce site, puis recommencez.',
    },
    foreign_form: {
      title: 'Ce formulaire ne vient pas de notre page',
      lead: 'Pour vous protéger, rien n’a été fait. Revenez en arrière, rechargez la page et refaites votre saisie.',
    },
    outdated: {
      title: 'Cette page n’est plus à jour',
      lead: 'Quelque chose a changé depuis son ouverture : rien n’a donc été fait.',
    },
    answered: {
      title: 'Vous l’avez déjà fait',
      lead: 'Un bouton a peut-être été pressé deux fois, ou vous êtes revenu à une page plus ancienne. Si l’application ne s’est pas ouverte, recommencez.',
    },
    not_found: {
      title: 'Cette page n’existe pas',
      lead: 'L’adresse contient peut-être une erreur, ou le lien que vous avez suivi est ancien.',
    },
    method: {
      title: 'Cette page ne s’ouvre pas ainsi',
      lead: 'Elle n’accepte que l’envoi d’un formulaire. Revenez en arrière et utilisez le formulaire.',
    },
    server: {
      title: 'Une erreur s’est produite de notre côté',
      lead: 'Vous n’y êtes pour rien. Réessayez dans une minute. Si cela se reproduit, transmettez la référence ci-dessous aux responsables de ce service.',
    },
    unavailable: {
      title: 'Ce service est momentanément interrompu',
      lead: 'Vous n’y êtes pour rien. Il devrait bientôt être rétabli : réessayez dans un instant.',
    },
    suspended: {
      title: 'Ce service est suspendu',
      lead: 'Vous n’y êtes pour rien, et rien de ce qui est à vous n’est perdu. Les responsables de ce service peuvent vous dire pourquoi et pour combien de temps ; transmettez-leur la référence ci-dessous.',
    },
    off: {
      title: 'Ce n’est pas disponible ici',
      lead: 'Les responsables de ce service ne le proposent pas. Revenez en arrière et choisissez un autre moyen.',
    },
    blocked: {
      title: 'Votre compte est bloqué',
      lead: 'Vous ne pouvez pas l’utiliser pour le moment. Les responsables de ce service peuvent vous dire pourquoi ; transmettez-leur la référence ci-dessous.',
    },
    logout: {
      title: 'Vous n’avez pas été déconnecté',
      lead: 'L’application l’a demandé d’une façon que nous ne pouvons pas accepter : rien n’a été changé. Vous pouvez vous déconnecter ici.',
    },
    no_factor: {
      title: 'Une seconde étape est nécessaire, et aucune ne peut être configurée',
      lead: 'La connexion demande ici une seconde étape, et il n’y en a aucune que vous puissiez configurer maintenant. Adressez-vous aux responsables de ce service.',
    },
  },
  reference: 'Référence',
  in_dashboard: 'Voir dans l’administration',
  start_again: 'Recommencer',
  try_again: 'Réessayer',
  to_account: 'Aller à votre compte',
  sign_out: 'Se déconnecter',
  anew: {
    late: 'Plus de dix minutes se sont écoulées. Veuillez vous reconnecter.',
    elsewhere: 'Cette connexion a été commencée dans un autre navigateur. Veuillez vous reconnecter ici.',
  },
  again: 'Plus de dix minutes se sont écoulées : nous vous le demandons une nouvelle fois.',
};
