/**
 * The settings of the tenant, connections, attack protection, keys and features in French.
 */
import type { TenantText } from './text.ts';

export const FR: TenantText = {
  settings: {
    lead: 'Ce qui vaut pour toutes les applications, toutes les personnes et toutes les pages de ce locataire.',
    groups: {
      identity: 'Ce que les gens lisent',
      requests: 'Réponses aux requêtes',
      sessions: 'Sessions',
      registration: 'Applications qui s’enregistrent elles-mêmes',
      accounts: 'Comptes supprimés par leur titulaire',
      features: 'Fonctionnalités',
    },
  },
  connections: {
    lead: 'D’où viennent les personnes, et par quoi elles se connectent.',
    groups: {
      waysIn: 'Moyens de se connecter',
      signUp: 'Inscription',
      passwords: 'Mots de passe',
      sources: 'Autres sources',
    },
    uses: 'Applications qui s’en servent',
    usesHint: 'Toute application d’un locataire connecte par ses connexions : aucune ne peut être exclue.',
    noUses: 'Il n’y a pas encore d’application.',
  },
  protection: {
    lead: 'Comment le serveur répond à qui devine des mots de passe, et ce qui est demandé en plus.',
    groups: { factors: 'Seconds facteurs', stolen: 'Mots de passe volés' },
    always: 'Ce qui est toujours actif',
    alwaysHint: 'Ces limites ne peuvent être ni désactivées ni modifiées.',
    rule: 'Ce qui est compté',
    limit: 'Limite',
    attempts: 'Mots de passe erronés pour un compte depuis une adresse',
    byAddress: 'Mots de passe erronés depuis une adresse, quel que soit le compte',
    perQuarter: (count) => `${count} en 15 minutes`,
    locked: 'Qui est verrouillé',
    lockedHint:
      'Les compteurs sont conservés sous forme d’empreintes, il n’en existe donc pas de liste : demandez une personne ou une adresse du réseau.',
    who: 'Adresse e-mail, ID utilisateur ou adresse IP',
    look: 'Vérifier',
    nobody: (who) => `Aucun verrouillage pour ${who}.`,
    budget: 'Ce qui est épuisé',
    place: 'Où',
    everywhere: 'partout',
    until: 'Jusqu’à',
    unlock: 'Permettre de réessayer',
    unlocked: (who) => `${who} peut réessayer.`,
  },
  keys: {
    lead: 'Ce par quoi les jetons sont signés. Qui vérifie des jetons trouve les moitiés publiques à l’adresse du jeu de clés.',
    jwks: 'Jeu de clés',
    state: 'État',
    states: { next: 'Suivante', current: 'Actuelle', previous: 'Précédente' },
    does: {
      next: 'est publiée, et signera après la prochaine rotation',
      current: 'signe',
      previous: 'ne signe plus ; ce qu’elle a signé reste valable',
    },
    algorithm: 'Algorithme',
    kid: 'ID de clé',
    since: 'Depuis',
    until: 'Fin',
    maySign: (when) => `peut signer à partir du ${when}`,
    rotate: 'Effectuer la rotation',
    rotateTitle: 'Laisser signer les clés suivantes ?',
    rotateLead:
      'La clé suivante de chaque algorithme signe désormais, l’actuelle continue à vérifier ce qu’elle a signé, et de nouvelles sont créées pour la suite. Personne n’est déconnecté.',
    rotateYoung: (when) =>
      `Une clé suivante est plus jeune que ne peuvent l’être des copies du jeu de clés : une rotation est refusée jusqu’au ${when}.`,
    rotated: 'Les clés suivantes signent maintenant.',
    revoke: 'Révoquer',
    revokeKey: (kid) => `Révoquer ${kid}`,
    revokeTitle: 'Révoquer cette clé ?',
    revokeLead:
      'Pour une clé que quelqu’un d’autre pourrait avoir. Elle ne revient pas. À partir de cet instant :',
    ends: {
      next: ['elle ne signera jamais, et une autre clé suivante est créée'],
      current: [
        'tout jeton d’accès et tout jeton d’identité qu’elle a signé est refusé, ici et partout où le jeu de clés est relu',
        'la clé suivante signe',
        'les applications reçoivent de nouveaux jetons dès qu’elles en redemandent ; sessions et jetons d’actualisation restent',
      ],
      previous: ['ce qu’elle a signé avant la rotation et qui n’a pas encore expiré est refusé'],
    },
    type: (word) => `Saisissez ${word} pour continuer`,
    confirm: 'Révoquer la clé',
    revoked: 'La clé est révoquée.',
  },
  features: {
    lead: 'Où en est chaque fonctionnalité dans chaque région. Cela vaut pour tous les locataires qui s’y trouvent, dès la prochaine requête.',
    region: 'Région',
    stages: { off: 'Désactivée', preview: 'Avant-première', percent: 'Certains locataires', on: 'Activée' },
    stagesHint: {
      off: 'Pour aucun locataire de la région.',
      preview: 'Pour les locataires qui le demandent dans leurs paramètres (preview_features).',
      percent: 'Pour une part des locataires.',
      on: 'Pour tous les locataires de la région.',
    },
    unset: 'Rien n’est dit : activée',
    of: (feature, region) => `${feature} dans ${region}`,
    percentOf: (feature, region) => `Pourcentage des locataires : ${feature} dans ${region}`,
    percent: 'pour cent des locataires',
    save: 'Enregistrer',
    saved: (feature, region) => `${feature} est réglée dans ${region}.`,
    another: 'Autre région',
    add: 'Ajouter',
    elsewhere: 'Pas chez ce locataire',
    elsewhereHint:
      'L’état des fonctionnalités dans une région se voit et se change chez le locataire que nomme TACIT_OPERATOR_TENANT, ou sur le serveur :',
    own: 'Ce à quoi ce locataire participe tant qu’une fonctionnalité est en avant-première figure parmi ses paramètres.',
  },
};
