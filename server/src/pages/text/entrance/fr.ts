import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_FR: EntranceText = {
  next: 'Continuer',
  other_address: 'Utiliser une autre adresse',
  or: 'ou',
  send: { email_code: 'M’envoyer un code', email_link: 'M’envoyer un lien de connexion' },
  connection: (name) => html`Continuer avec ${name}`,
  code: {
    title: 'Saisissez votre code',
    lead: (address) =>
      html`Si vous pouvez vous connecter ici avec ${address}, un code est en route vers vous. Il est valable dix minutes.`,
    label: 'Code reçu',
    submit: 'Se connecter',
    again: 'Envoyer un autre code',
    notices: {
      wrong_code: 'Ce code n’a pas fonctionné. Cherchez le plus récent et réessayez.',
      throttled: 'Cela fait beaucoup d’essais. Patientez quelques minutes, puis recommencez.',
      mail_throttled: 'Nous avons déjà envoyé plusieurs e-mails. Patientez un peu avant le suivant.',
      sent: 'Un nouveau code est en route. Les précédents ne sont plus valables.',
    },
  },
  link: {
    lead: (address) =>
      html`Si vous pouvez vous connecter ici avec ${address}, un lien est en route vers vous. Ouvrez-le dans ce navigateur d’ici dix minutes.`,
    again: 'Envoyer un autre lien',
  },
  opened: {
    lead: (address) => html`Appuyez sur le bouton pour vous connecter en tant que ${address}.`,
    submit: 'Se connecter',
  },
  elsewhere: {
    title: 'Ouvrez le lien là où vous avez commencé',
    lead: 'Ce lien a été demandé dans un autre navigateur ou sur un autre appareil. Ouvrez-y l’e-mail et vous serez connecté. Personne n’est connecté ici.',
    hint: 'Pour vous connecter ici, ouvrez l’application dans ce navigateur et recommencez.',
  },
};
