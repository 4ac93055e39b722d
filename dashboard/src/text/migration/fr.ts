/**
 * Du grant implicite au code avec PKCE, en français.
 */
import type { MigrationText } from './text.ts';

export const FR: MigrationText = {
  title: 'Du grant implicite au code avec PKCE',
  verdicts: {
    done: 'Rien à faire.',
    off: 'Le grant implicite est désactivé.',
    unused: 'Personne ne l’utilise.',
    prepare: 'Autorisez d’abord le code avec PKCE.',
    change: 'Modifiez l’application.',
    moving: 'En chemin.',
    waiting: 'Attendez encore un peu.',
    ready: 'Prête.',
  },
  says: {
    done: 'Cette application n’a rien du grant implicite.',
    off: 'Les jetons ne viennent plus que par le code avec PKCE ; un seul réglage rétablit le grant implicite.',
    unused:
      'Elle peut utiliser le grant implicite, mais aucune réponse n’a été donnée ces 14 derniers jours.',
    prepare:
      'Seul le grant implicite est autorisé. Autorisez les deux : rien ne change pour personne tant que l’application ne change pas.',
    change: 'Les deux sont autorisés, et tout passe encore par le grant implicite.',
    moving: 'Les deux sont utilisés : une partie de l’application a changé.',
    waiting:
      'Personne n’a été vu récemment demander des jetons dans une adresse, mais il est trop tôt pour s’y fier.',
    ready: 'Plus personne ne demande de jetons dans une adresse : le grant implicite peut disparaître.',
  },
  stages: {
    label: 'Ce qui est autorisé',
    implicit: 'Implicite seul',
    both: 'Les deux',
    off: 'Code avec PKCE seul',
  },
  implicit: 'Implicite, sur 14 jours',
  code: 'Code avec PKCE, sur 14 jours',
  last: 'Dernier implicite',
  never: 'jamais vu',
  flip: 'Désactiver le grant implicite',
  back: 'Rétablir le grant implicite',
  switchHint: 'Un seul réglage, forbid_implicit, et rien d’autre : le même réglage annule tout.',
  missed: (count) => `${count} réponses des 14 derniers jours auraient été refusées.`,
  todo: 'Ce qu’il reste à faire',
  weights: { before: 'Un réglage', change: 'L’application', note: 'À noter' },
  remedy: 'Ce qui aide',
  section: 'Écrit dans',
  inApplication: 'Dans l’application',
  install: 'Installer',
  asItIs: 'Ce qui est écrit',
  asItHasToBe: 'Ce qu’il faut écrire',
  traffic: 'Ce que ses réponses ont montré',
  trafficLead: 'Compté par jour, sur 90 jours : les requêtes qui ont reçu une réponse, et rien sur personne.',
  noTraffic: 'Aucune réponse n’a encore été comptée.',
  columns: { way: 'Demandé', shows: 'Montre', all: '90 jours', lately: '14 jours', since: 'Depuis' },
  facets: { prompt: 'Paramètre prompt', response_mode: 'Mode de réponse', origin: 'Origine', sdk: 'SDK' },
  values: {
    none: 'silencieuse (prompt=none)',
    asks: 'peut solliciter l’utilisateur',
    unknown: 'ne dit pas ce qu’il est',
    server: 'un serveur, pas une page',
    elsewhere: 'une page d’une autre origine',
    '(others)': 'tous les autres réunis',
  },
};
