import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_IT: FrontText = {
  title: 'Accesso e account',
  lead: 'Le applicazioni ti mandano qui per accedere. Anche il tuo account è qui: puoi gestirlo quando vuoi.',
  account: 'Vai al mio account',
  developers: 'Per gli sviluppatori',
  issuer: 'Emittente',
  metadata: 'Metadati',
  stranger: {
    title: 'Questo indirizzo non porta da nessuna parte',
    lead: (host) => html`Non c’è nessuna pagina di accesso all’indirizzo ${host}.`,
    hint: 'Controlla che l’indirizzo sia scritto bene, oppure torna all’applicazione che ti ha mandato qui e ricomincia.',
  },
  machine: {
    title: 'Su questo computer',
    hint: 'Vedi questa parte perché hai aperto la pagina sul computer su cui gira il server.',
    mailbox: 'Casella di posta',
    mailbox_hint: 'Messaggi scritti qui e mai inviati',
    noClient: (command) =>
      html`Non è ancora registrata nessuna applicazione. Esegui ${command} per aggiungere la tua.`,
    noTenant: (command) => html`Non c’è ancora nessun tenant. Esegui ${command} per crearne uno.`,
  },
  dashboard: {
    title: 'La dashboard non è compilata',
    lead: (command) =>
      html`A questo server mancano le pagine della dashboard. Esegui ${command} dove è installato, poi riapri questo indirizzo.`,
  },
};
