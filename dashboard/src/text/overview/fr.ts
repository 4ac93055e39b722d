/**
 * The overview, in French.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_FR: OverviewText = {
  title: 'Vue d’ensemble',
  lead: 'Comment ce locataire est utilisé, et ce qui demande une intervention.',
  spans: { 7: '7 jours', 30: '30 jours', 90: '90 jours' },
  span: 'Période',
  numbers: 'En chiffres',
  today: 'Connexions aujourd’hui',
  signIns: 'Connexions',
  signUps: 'Inscriptions',
  active: 'Utilisateurs actifs en 30 jours',
  refused: 'Refus',
  attention: 'Ce qui demande votre attention',
  calm: 'Rien : tout va bien.',
  daily: 'Connexions par jour',
  failures: 'Refus par motif',
  tokens: 'Jetons par grant et API',
  others: 'autres',
  direct: 'depuis la page, par le flux implicite ou hybride',
  none: 'Rien pendant cette période.',
  table: 'En tableau',
  day: 'Jour',
  sum: 'Total',
  loud: 'Maintenant',
  soon: 'Bientôt',
  calmly: 'Conseil',
  items: {
    key_ends: (kid, when) =>
      `La clé ${kid} ne sera plus publiée à partir du ${when} : les jetons qu’elle a signés seront alors refusés.`,
    key_old: (kid, days) => `La clé ${kid} signe depuis ${days} jours.`,
    stream_suspended: (name) => `Le flux de journal ${name} est suspendu : rien n’arrive.`,
    stream_failing: (name) => `Le flux de journal ${name} échoue ; un nouvel essai suivra.`,
    mails_refused: (count) => `E-mails refusés définitivement ces 7 derniers jours : ${count}.`,
    mails_failing: (failing, waiting) =>
      `E-mails qui ne partent pas et sont réessayés : ${failing}, sur ${waiting} en attente.`,
    no_application: () => 'Aucune application n’est encore enregistrée : commencez par la première.',
    implicit_used: (count) =>
      `Réponses de cette période qui portaient des jetons dans une adresse, par le grant implicite : ${count}.`,
    implicit_client: (name) => `${name} peut utiliser le grant implicite : le code avec PKCE est plus sûr.`,
    clients_unseen: (seen, rest) =>
      `Seules les ${seen} premières applications ont été examinées ici ; ${rest} autres ne l’ont pas été.`,
    unsafe_setting: (name) => `Le réglage ${name} affaiblit une protection.`,
    unsafe_client: (client, name) => `${client} : ${name} affaiblit une protection.`,
    failing_many: (share) => `${share} des connexions des dernières 24 heures ont échoué.`,
  },
  ways: {
    keys: 'Clés',
    record: 'Ouvrir',
    settings: 'Paramètres',
    applications: 'Applications',
    mail_server: 'Serveur de messagerie',
    logs: 'Les voir',
  },
};
