import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_NL: FrontText = {
  title: 'Inloggen en accounts',
  lead: 'Apps sturen je hierheen om in te loggen. Je account staat hier ook: je kunt het beheren wanneer je wilt.',
  account: 'Naar mijn account',
  developers: 'Voor ontwikkelaars',
  issuer: 'Uitgever',
  metadata: 'Metagegevens',
  stranger: {
    title: 'Dit adres leidt nergens heen',
    lead: (host) => html`Er is geen inlogpagina op ${host}.`,
    hint: 'Controleer het adres op een typefout, of ga terug naar de app die je hierheen heeft gestuurd en begin opnieuw.',
  },
  machine: {
    title: 'Op deze computer',
    hint: 'Je ziet dit omdat je de pagina hebt geopend op de computer waarop de server draait.',
    mailbox: 'Postvak',
    mailbox_hint: 'Berichten die hier zijn geschreven en niet verstuurd',
    noClient: (command) =>
      html`Er is nog geen app geregistreerd. Voer ${command} uit om de jouwe toe te voegen.`,
    noTenant: (command) => html`Er is nog geen tenant. Voer ${command} uit om er een te maken.`,
  },
  dashboard: {
    title: 'Het dashboard is niet gebouwd',
    lead: (command) =>
      html`Deze server mist de pagina’s van het dashboard. Voer ${command} uit waar hij is geïnstalleerd en open dit adres opnieuw.`,
  },
};
