/**
 * The tenants of the server in French.
 */
import type { TenantsText } from './text.ts';

export const FR: TenantsText = {
  lead: 'Tous les locataires de ce serveur : chacun est un émetteur à part, avec ses applications, ses API, ses personnes et ses clés.',
  name: 'Locataire',
  domain: 'Hôte propre',
  state: 'État',
  served: 'En service',
  deleted: (when) => `Supprimé le ${when}`,
  suspended: 'Suspendu',
  here: 'celui-ci',
  create: 'Nouveau locataire',
  createLead: 'Il a aussitôt une adresse et des clés, et des paramètres par défaut.',
  make: 'Créer',
  made: (name) => `${name} est créé.`,
  suspend: 'Suspendre',
  suspendTitle: (name) => `Suspendre ${name} ?`,
  suspendLead: [
    'dès la prochaine requête, tout reçoit 503 : connexions, jetons, ses clés, son tableau de bord',
    'rien n’en est perdu, et il attend aussi longtemps que vous voulez : sessions et jetons courent jusqu’à leur fin',
    'les e-mails déjà écrits arrivent encore, et son journal continue d’aller là où il est envoyé',
  ],
  stopped: (name) => `${name} est suspendu.`,
  resume: 'Remettre en service',
  resumed: (name) => `${name} est de nouveau en service.`,
  move: 'Déplacer',
  moveTitle: (name) => `Déplacer ${name} ?`,
  moveLead: [
    'dès la prochaine requête, ses hôtes sont autres ; sans hôte propre, son émetteur aussi',
    'tout le monde se reconnecte alors, les clés d’accès de l’ancien hôte ne valent plus rien, et chaque application et API doit connaître le nouvel émetteur',
    'les personnes, les paramètres et les clés restent',
  ],
  moved: (name) => `Il s’appelle désormais ${name}.`,
  region: 'Région',
  delete: 'Supprimer',
  deleteTitle: (name) => `Supprimer ${name} ?`,
  deleteLead: [
    'plus rien ne répond à son adresse, dès la prochaine requête',
    'personne ne s’y connecte, et aucun de ses jetons n’est accepté',
    'pendant trente jours il peut être rétabli tel quel ; ensuite il disparaît pour de bon',
  ],
  restore: 'Rétablir',
  restored: (name) => `${name} est de nouveau en service.`,
  purge: 'Détruire',
  purgeTitle: (name) => `Détruire ${name} ?`,
  purgeLead: [
    'ses applications, API, personnes, sessions, jetons et clés disparaissent aussitôt et pour de bon',
    'son journal disparaît avec lui',
  ],
  type: (name) => `Saisissez ${name} pour continuer`,
  done: (name) => `${name} n’existe plus.`,
  own: 'Le locataire par lequel les autres sont administrés reste.',
  more: (count) => `et ${count} autres : tacit tenants list`,
};
