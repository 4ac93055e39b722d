import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_FR: FrontText = {
  title: 'Connexion et comptes',
  lead: 'Les applications vous envoient ici pour vous connecter. Votre compte s’y trouve aussi : vous pouvez le gérer quand vous voulez.',
  account: 'Accéder à mon compte',
  developers: 'Pour les développeurs',
  issuer: 'Émetteur',
  metadata: 'Métadonnées',
  stranger: {
    title: 'Cette adresse ne mène nulle part',
    lead: (host) => html`Il n’y a pas de page de connexion à l’adresse ${host}.`,
    hint: 'Vérifiez que l’adresse est bien écrite, ou retournez à l’application qui vous a envoyé ici et recommencez.',
  },
  machine: {
    title: 'Sur cette machine',
    hint: 'Vous voyez ceci parce que vous avez ouvert la page sur la machine où tourne le serveur.',
    mailbox: 'Boîte aux lettres',
    mailbox_hint: 'Les e-mails écrits ici et jamais envoyés',
    noClient: (command) =>
      html`Aucune application n’est encore enregistrée. Lancez ${command} pour ajouter la vôtre.`,
    noTenant: (command) => html`Il n’y a pas encore de locataire. Lancez ${command} pour en créer un.`,
  },
  dashboard: {
    title: 'Le tableau de bord n’est pas compilé',
    lead: (command) =>
      html`Il manque à ce serveur les pages du tableau de bord. Exécutez ${command} là où il est installé, puis rouvrez cette adresse.`,
  },
};
