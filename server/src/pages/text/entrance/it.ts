/**
 * The ways in, in Italian.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_IT: EntranceText = {
  next: 'Continua',
  other_address: 'Usa un altro indirizzo',
  or: 'oppure',
  send: { email_code: 'Inviami un codice', email_link: 'Inviami un link di accesso' },
  connection: (name) => html`Continua con ${name}`,
  code: {
    title: 'Inserisci il codice',
    lead: (address) =>
      html`Se puoi accedere qui con ${address}, ti abbiamo inviato un codice. È valido per dieci minuti.`,
    label: 'Codice',
    submit: 'Accedi',
    again: 'Invia un altro codice',
    notices: {
      wrong_code: 'Questo codice non ha funzionato. Cerca il più recente e riprova.',
      throttled: 'I tentativi sono stati molti. Attendi qualche minuto, poi ricomincia.',
      mail_throttled: 'Abbiamo già inviato diverse email. Attendi un po’ prima della prossima.',
      sent: 'Ti abbiamo inviato un nuovo codice. Quelli precedenti non funzionano più.',
    },
  },
  link: {
    lead: (address) =>
      html`Se puoi accedere qui con ${address}, ti abbiamo inviato un link. Aprilo in questo browser entro dieci minuti.`,
    again: 'Invia un altro link',
  },
  opened: {
    lead: (address) => html`Premi il pulsante per accedere come ${address}.`,
    submit: 'Accedi',
  },
  elsewhere: {
    title: 'Apri il link dove hai iniziato',
    lead: 'Questo link è stato richiesto in un altro browser o su un altro dispositivo. Apri lì l’email per accedere. Qui non è stato effettuato alcun accesso.',
    hint: 'Se vuoi accedere qui, vai all’applicazione in questo browser e ricomincia.',
  },
};
