import { html } from '../html.ts';
import { ACCOUNT_IT } from './account/it.ts';
import { ENTRANCE_IT } from './entrance/it.ts';
import { ERRORS_IT } from './errors/it.ts';
import { FRONT_IT } from './front/it.ts';
import { MY_ACCOUNT_IT } from './my-account/it.ts';
import { OWN_DATA_IT } from './own-data/it.ts';
import { RECOVERY_CODES_IT } from './recovery-codes/it.ts';
import type { Text } from './text.ts';

/** Italian. */
export const it: Text = {
  language: 'it',
  direction: 'ltr',
  unnamed_application: 'Applicazione senza nome',
  login: {
    title: 'Accedi',
    to: (client) => html`per continuare su ${client}`,
    email: 'Indirizzo email',
    email_or_username: 'Indirizzo email o nome utente',
    password: 'Password',
    show_password: 'Mostra la password',
    submit: 'Accedi',
    cancel: 'Annulla',
    continueAs: (address) => html`Continua come ${address}`,
    other_account: 'oppure usa un altro account',
    new_here: 'Non hai un account?',
    create_account: 'Crea un account',
    no_signup: 'Qui non è possibile creare un account. Chiedilo a chi gestisce questa applicazione.',
    failures: {
      invalid_credentials: 'L’indirizzo email o la password non sono corretti.',
      throttled: 'Troppi tentativi. Attendi qualche minuto, poi riprova.',
      busy: 'In questo momento c’è molto traffico. Riprova tra poco.',
      malformed_email: 'Questo non sembra un indirizzo email completo. Controllalo.',
      unavailable: 'Questo modo di accedere non è ancora disponibile qui. Scegline un altro.',
      stale: 'Il tuo account è stato modificato durante l’accesso. Accedi di nuovo.',
    },
  },
  entrance: ENTRANCE_IT,
  front: FRONT_IT,
  signUp: {
    title: 'Crea il tuo account',
    submit: 'Crea account',
    has_account: 'Ho già un account',
    back: 'Torna all’accesso',
    failures: {
      malformed_email: 'Questo indirizzo email non sembra completo. Controllalo, per favore.',
      taken:
        'Esiste già un account con questo indirizzo email. Puoi accedere o scegliere una nuova password.',
      throttled: 'Troppi tentativi. Attendi qualche minuto, poi riprova.',
      busy: 'In questo momento c’è molto traffico. Riprova tra poco.',
    },
  },
  newPassword: {
    hint: (count) => `Almeno ${count} caratteri. Vanno bene più parole senza legami tra loro.`,
    tooShort: (count) => `Usa almeno ${count} caratteri.`,
    failures: {
      too_long: 'È più lunga di quanto possiamo accettare. Usa al massimo 1024 caratteri.',
      common:
        'Molte persone usano questa password o una molto simile, quindi è facile da indovinare. Prova con più parole senza legami tra loro.',
      personal:
        'Non usare il tuo nome, il tuo indirizzo o il nome di questo sito: sono le prime cose che si provano.',
      dictionary:
        'È fatta di parole che qui sono facili da indovinare. Prova con più parole senza legami tra loro.',
      reused: 'Hai già usato questa password in passato. Scegline una nuova.',
      breached:
        'Questa password è in un elenco di password rubate, quindi qualcuno potrebbe provarla. Scegline un’altra e cambiala ovunque la usi.',
    },
  },
  mailSent: {
    title: 'Controlla la posta',
    toSignUp: (address) =>
      html`Abbiamo inviato un’email a ${address}. Apri il link che contiene per continuare.`,
    toReset: (address) =>
      html`Se esiste un account per ${address}, un’email è in arrivo. Apri il link che contiene per scegliere una nuova password.`,
    nothing_came:
      'Dopo qualche minuto non è arrivato nulla? Guarda nella cartella dello spam, oppure riprova.',
    again: 'Riprova',
  },
  verifyEmail: {
    title: 'Conferma il tuo indirizzo email',
    lead: (address) => html`Premi il pulsante per confermare che ${address} è il tuo indirizzo.`,
    password: 'La password che hai scelto',
    wrong_password: 'Questa non è la password scelta per questo account.',
    submit: 'Conferma',
    done_title: 'Il tuo indirizzo email è confermato',
    done: 'Torna all’applicazione e accedi.',
  },
  resetPassword: {
    forgot: 'Password dimenticata?',
    title: 'Imposta una nuova password',
    lead: 'Scrivi il tuo indirizzo email e ti invieremo un link.',
    submit: 'Invia il link',
    choose_title: 'Scegli una nuova password',
    chooseFor: (address) => html`per ${address}`,
    new_password: 'Nuova password',
    choose: 'Salva la password',
    done_title: 'La tua password è stata cambiata',
    done: 'Tutte le altre tue sessioni sono state chiuse. Accedi con la nuova password per continuare.',
    continue: 'Vai all’accesso',
  },
  linkEnded: {
    title: 'Questo link non funziona più',
    lead: 'Un link vale una sola volta e per un tempo limitato, e uno più recente ne prende il posto. Se l’hai appena usato, è tutto a posto.',
    go_back: 'Puoi tornare all’applicazione e ricominciare da lì.',
    again: 'Ricevi un nuovo link',
  },
  consent: {
    title: 'Consentire l’accesso?',
    lead: (client) => html`${client} vuole usare il tuo account.`,
    unverified: 'Questa applicazione è gestita da terzi. Continua solo se la conosci e te ne fidi.',
    typed: (command) => html`Continua solo se hai appena digitato ${command} su questo computer.`,
    about_you: 'Su di te',
    permissions: 'Potrà',
    permissionsOf: (api) => html`Con ${api}`,
    many: (count) => `${count} autorizzazioni, per argomento`,
    no_permissions: 'Sapere che hai effettuato l’accesso qui, e nient’altro',
    scopes: new Map([
      ['openid', 'Sapere chi sei'],
      ['profile', 'Vedere il tuo nome e la tua foto'],
      ['email', 'Vedere il tuo indirizzo email'],
      ['address', 'Vedere il tuo indirizzo postale'],
      ['phone', 'Vedere il tuo numero di telefono'],
      ['offline_access', 'Mantenere l’accesso quando non ci sei'],
    ]),
    account: 'Il tuo account',
    lifetime: 'Durata dell’accesso',
    renewable: (span) => html`rinnovabile per ${span}`,
    renewable_always: 'rinnovabile finché non lo revochi',
    origin: 'L’applicazione è di',
    destination: 'Tornerai su',
    technical_names: 'Nomi tecnici',
    accept: 'Consenti',
    deny: 'Non consentire',
  },
  myAccount: MY_ACCOUNT_IT,
  secondFactor: {
    title: 'Conferma la tua identità',
    leads: {
      otp: 'Inserisci le sei cifre mostrate dalla tua app di autenticazione.',
      webauthn: 'Usa il tuo token di sicurezza, la tua impronta o il tuo volto.',
      email: 'Possiamo inviarti un codice via email.',
      recovery: 'Inserisci uno dei codici di recupero che hai conservato. Ognuno vale una sola volta.',
    },
    ways: {
      otp: 'App di autenticazione',
      webauthn: 'Token di sicurezza o passkey',
      email: 'Email',
      recovery: 'Codice di recupero',
    },
    hints: {
      otp: 'Un codice di sei cifre',
      webauthn: 'Toccalo o usa la tua impronta',
      email: 'Ti inviamo un codice',
      recovery: 'Uno di quelli che hai conservato',
    },
    other_ways: 'Oppure usa un altro metodo',
    code: 'Codice',
    recovery_code: 'Codice di recupero',
    remember: (days) =>
      days === 1
        ? 'Non chiedere su questo dispositivo per un giorno'
        : `Non chiedere su questo dispositivo per ${days} giorni`,
    submit: 'Continua',
    cancel: 'Annulla',
    mailTo: (address) => html`Il codice verrà inviato a ${address}.`,
    send: 'Inviami un codice',
    send_again: 'Invia un altro codice',
    failures: {
      wrong_code: 'Questo codice non ha funzionato. Controllalo e riprova.',
      clock_off:
        'Questo codice è di un altro minuto. Forse l’orologio del telefono non è esatto: lascia che imposti l’ora automaticamente, poi scrivi il codice che mostra.',
      throttled:
        'I tentativi sono stati molti. Attendi qualche minuto, poi riprova, oppure usa un codice di recupero.',
      mail_throttled: 'Ti abbiamo già inviato diversi codici. Attendi qualche minuto prima del prossimo.',
      sent: 'Il codice è in arrivo. È valido per dieci minuti.',
    },
    enrol: {
      title: 'Aggiungi un secondo passaggio',
      lead: (client) => html`${client} richiede un secondo passaggio per l’accesso. Ci vuole un minuto.`,
      install: 'Apri la tua app di autenticazione o installane una.',
      scan: 'Scansiona con l’app questa immagine, oppure inserisci la chiave.',
      qr: 'Codice QR con la chiave',
      key: 'Chiave',
      confirm: 'Inserisci le sei cifre che mostra.',
      submit: 'Attiva',
    },
    recovery: RECOVERY_CODES_IT,
  },
  client: { policy: 'Informativa sulla privacy', tos: 'Termini di servizio' },
  errors: ERRORS_IT,
  logout: {
    title: 'Uscire dall’account?',
    lead: 'Stai per uscire dal tuo account.',
    leadFrom: (client) => html`${client} chiede di farti uscire dal tuo account.`,
    submit: 'Esci',
    stay: 'Rimani nell’account',
    telling: 'Stiamo avvisando le tue applicazioni.',
  },
  account: ACCOUNT_IT,
  ownData: OWN_DATA_IT,
  loggedOut: { title: 'Disconnessione effettuata', lead: 'Ora puoi chiudere questa finestra.' },
  webauthn: {
    sign_in: 'Accedi con una passkey',
    use: 'Usa una passkey o un token di sicurezza',
    add: 'Aggiungi una passkey o un token di sicurezza',
    add_lead: 'Può essere la tua impronta, il tuo volto, il blocco del tuo telefono o un token da collegare.',
    failed: 'Non ha funzionato. Riprova o scegli un altro metodo.',
    unavailable: 'Qui questo browser non può usare passkey o token di sicurezza. Scegli un altro metodo.',
    unavailable_alone: 'Qui questo browser non può usare passkey o token di sicurezza.',
  },
  formPost: { title: 'Un momento', lead: 'Stai per tornare all’applicazione.', submit: 'Continua' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Conferma il tuo indirizzo email per ${site}`,
        lead: () => 'Apri il link per confermare che questo indirizzo è tuo.',
        action: 'Conferma indirizzo email',
        otherwise: () =>
          'Se non l’hai chiesto tu, non fare nulla: l’indirizzo non viene confermato senza di te.',
      },
      reset_password: {
        subject: (site) => `Scegli una nuova password per ${site}`,
        lead: (site) =>
          `Qualcuno ha chiesto una nuova password per il tuo account su ${site}. Apri il link per sceglierne una.`,
        action: 'Scegli una nuova password',
        otherwise: () => 'Se non eri tu, non fare nulla: la tua password resta la stessa.',
      },
      change_email: {
        subject: (site) => `Conferma il tuo nuovo indirizzo email per ${site}`,
        lead: (site) =>
          `Apri il link per usare da ora in poi questo indirizzo per il tuo account su ${site}.`,
        action: 'Usa questo indirizzo',
        otherwise: () => 'Se non l’hai chiesto tu, non fare nulla: non cambia niente.',
      },
      login_link: {
        subject: (site) => `Accedi a ${site}`,
        lead: () => 'Apri il link nel browser in cui hai iniziato e accederai al tuo account.',
        action: 'Accedi',
        otherwise: () => 'Se non l’hai chiesto tu, non fare nulla: nessuno accede senza di te.',
      },
      login_code: {
        subject: (site) => `Il tuo codice per accedere a ${site}`,
        lead: () => 'Inserisci questo codice nella pagina in cui hai iniziato.',
        otherwise: () => 'Se non l’hai chiesto tu, non fare nulla. Non comunicare il codice a nessuno.',
      },
      second_factor_code: {
        subject: (site) => `Il tuo codice di sicurezza per ${site}`,
        lead: () => 'Inserisci questo codice nella pagina in cui stai accedendo.',
        otherwise: () =>
          'Se non stai accedendo, qualcuno conosce la tua password: cambiala. Non comunicare il codice a nessuno.',
      },
      account_exists: {
        subject: (site) => `Hai già un account su ${site}`,
        lead: (site) =>
          `Qualcuno ha cercato di creare un account su ${site} con questo indirizzo. Ne esiste già uno: puoi accedere o scegliere una nuova password.`,
        action: 'Scegli una nuova password',
        otherwise: () => 'Se non eri tu, non fare nulla: il tuo account resta com’è.',
      },
      email_changed: {
        subject: (site) => `Il tuo indirizzo email su ${site} è stato cambiato`,
        lead: (site) =>
          `L’indirizzo del tuo account su ${site} è stato cambiato: da ora in poi le email arrivano a quello nuovo.`,
        otherwise: (site) => `Se non eri tu, scrivi subito a chi gestisce ${site}.`,
      },
      password_changed: {
        subject: (site) => `La tua password su ${site} è stata cambiata`,
        lead: (site) =>
          `La password del tuo account su ${site} è stata cambiata. Gli altri dispositivi sono stati disconnessi.`,
        otherwise: () =>
          'Se non eri tu, scegli subito una nuova password: usa «Password dimenticata?» nella pagina di accesso.',
      },
      second_factor_added: {
        subject: (site) => `È stato aggiunto un secondo passaggio su ${site}`,
        lead: (site) => `Il tuo account su ${site} ha un nuovo metodo per confermare la tua identità.`,
        otherwise: () =>
          'Se non eri tu, cambia la password e rimuovi il metodo nella pagina del tuo account.',
      },
      second_factor_removed: {
        subject: (site) => `È stato rimosso un secondo passaggio su ${site}`,
        lead: (site) =>
          `Dal tuo account su ${site} è stato rimosso un metodo per confermare la tua identità.`,
        otherwise: () => 'Se non eri tu, cambia la password e controlla la pagina del tuo account.',
      },
      new_sign_in: {
        subject: (site) => `Nuovo accesso a ${site}`,
        lead: (site) =>
          `Qualcuno ha effettuato l’accesso al tuo account su ${site} da un dispositivo che non avevamo mai visto.`,
        otherwise: () =>
          'Se eri tu, non devi fare nulla. Altrimenti cambia la password: gli altri dispositivi verranno disconnessi.',
      },
      ...OWN_DATA_IT.mails,
    },
    your_code: 'Il tuo codice',
    or_open: 'Se il pulsante non funziona, apri questo indirizzo:',
    expires: (n) =>
      n < 60
        ? `Vale per ${n} ${n === 1 ? 'minuto' : 'minuti'}.`
        : `Vale per ${n / 60} ${n === 60 ? 'ora' : 'ore'}.`,
    when: 'Quando',
    device: 'Dispositivo',
    address: 'Indirizzo',
    because: (site) =>
      `Ricevi questa email per il tuo account su ${site} o perché qualcuno ha inserito lì questo indirizzo.`,
  },
};
