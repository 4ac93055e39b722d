import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_IT: OwnDataText = {
  download: {
    title: 'Scarica i tuoi dati',
    lead: 'Un file con tutto ciò che è conservato qui su di te: profilo, accessi, dispositivi, applicazioni e ciò che è accaduto nel tuo account. Non contiene password né altro che permetta di entrare.',
    submit: 'Scarica',
  },
  parts: {
    profile: 'Chi sei qui',
    passwords: 'Quando sono state scelte le password che non si possono riusare',
    factors: 'Modi per confermare che sei tu',
    recovery_codes: 'Codici di recupero rimasti',
    remembered_devices: 'Dispositivi a cui non si chiede il secondo passaggio',
    sessions: 'Dispositivi su cui hai effettuato l’accesso',
    session_applications: 'Applicazioni che hai usato in queste sessioni',
    sign_ins: 'Dove e quando hai effettuato l’accesso',
    failed_sign_ins: 'Tentativi di accesso al tuo account non riusciti',
    roles: 'Ruoli che hai',
    permissions: 'Permessi che ti sono stati concessi singolarmente',
    consents: 'Ciò che hai consentito alle applicazioni',
    grants: 'Accesso che le applicazioni conservano',
    access_tokens: 'Accesso che le applicazioni hanno per poco tempo',
    links_by_mail: 'Link che ti abbiamo inviato e che sono ancora validi',
    codes_by_mail: 'Codici che ti abbiamo inviato e che sono ancora validi',
    events: 'Ciò che è accaduto nel tuo account',
  },
  remove: {
    title: 'Elimina il tuo account',
    lead: 'Il tuo account e tutto ciò che è conservato con esso vengono eliminati per sempre.',
    open: 'Elimina il tuo account',
    lost_title: 'Che cosa si perde',
    lost: [
      'Il tuo profilo e i tuoi modi di accedere',
      'Il tuo accesso su tutti i dispositivi',
      'L’accesso di tutte le applicazioni al tuo account',
      'L’elenco dei tuoi dispositivi e dei tuoi accessi',
    ],
    elsewhere: 'Ciò che le applicazioni conservano su di te resta presso di loro. Chiedi loro di eliminarlo.',
    waits: (date) =>
      html`Il tuo account sarà eliminato il ${date}. Fino ad allora funziona come prima e puoi ancora tenerlo.`,
    at_once: 'Il tuo account viene eliminato subito. Nessuno può ripristinarlo.',
    confirm: (address) => html`Scrivi ${address} per confermare`,
    submit: 'Elimina l’account',
    back: 'Tieni l’account',
    failures: {
      mismatch: 'Questo non è l’indirizzo del tuo account. Scrivilo come appare sopra.',
      throttled: 'Abbiamo inviato molte email. Aspetta un’ora, poi riprova.',
    },
  },
  waiting: { lead: (date) => html`Il tuo account sarà eliminato il ${date}.`, keep: 'Tieni il mio account' },
  done: {
    title: 'Il tuo account è stato eliminato',
    lead: 'Qui non ne resta nulla. Ora puoi chiudere questa finestra.',
  },
  failed: {
    reasons: {
      wrong_password: 'Password errata',
      wrong_code: 'Codice errato',
      wrong_second_factor: 'Secondo passaggio errato',
      wrong_passkey: 'Passkey non accettata',
      blocked: 'L’account era bloccato',
    },
    since: (count) => `Tentativi non riusciti dal tuo accesso precedente: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Il tuo account su ${site} sarà eliminato`,
      lead: (site) =>
        `Hai chiesto di eliminare il tuo account su ${site}. Fino al giorno indicato qui sotto funziona come prima.`,
      action: 'Tieni il mio account',
      otherwise: () =>
        'Se non eri tu o se hai cambiato idea, accedi e scegli di tenere il tuo account. Se era qualcun altro, cambia poi la password.',
    },
    account_deleted: {
      subject: (site) => `Il tuo account su ${site} è stato eliminato`,
      lead: (site) =>
        `Il tuo account su ${site} è stato eliminato, come avevi chiesto, con tutto ciò che vi era conservato.`,
      otherwise: () => 'Se vuoi tornare, puoi creare un nuovo account. Sarà vuoto all’inizio.',
    },
  },
  deletes_on: 'Viene eliminato il',
};
