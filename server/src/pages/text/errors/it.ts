import type { ErrorsText } from './errors-text.ts';

export const ERRORS_IT: ErrorsText = {
  kinds: {
    application: {
      title: 'Questa applicazione non è configurata correttamente',
      lead: 'Non hai sbagliato nulla: l’applicazione ha chiesto qualcosa che non possiamo darle. Torna all’applicazione. Se succede di nuovo, comunica il riferimento qui sotto a chi la gestisce.',
    },
    too_long: {
      title: 'Questa richiesta è troppo lunga',
      lead: 'L’applicazione ha inviato più di quanto possiamo ricevere. Torna all’applicazione e ricomincia. Se succede di nuovo, comunica il riferimento qui sotto a chi la gestisce.',
    },
    incomplete: {
      title: 'Questa richiesta è incompleta',
      lead: 'Una parte manca o è stata modificata lungo la strada. Torna all’applicazione e ricomincia.',
    },
    bookmark: {
      title: 'L’accesso comincia dall’applicazione',
      lead: 'Questa pagina fa parte di un accesso e non si può aprire da sola. Apri l’applicazione che vuoi usare e accedi da lì.',
    },
    cookies: {
      title: 'Il tuo browser non ha inviato alcun cookie',
      lead: 'Senza cookie nessuno può accedere. Consentili per questo sito, poi ricomincia.',
    },
    foreign_form: {
      title: 'Questo modulo non è stato inviato dalla nostra pagina',
      lead: 'Per proteggerti non è stato fatto nulla. Torna indietro, ricarica la pagina e ripeti l’operazione.',
    },
    outdated: {
      title: 'Questa pagina non è aggiornata',
      lead: 'Qualcosa è cambiato da quando è stata aperta, quindi non è stato fatto nulla.',
    },
    answered: {
      title: 'Lo hai già fatto',
      lead: 'Forse un pulsante è stato premuto due volte, o sei tornato a una pagina precedente. Se l’applicazione non si è aperta, ricomincia.',
    },
    not_found: {
      title: 'Questa pagina non esiste',
      lead: 'Forse c’è un errore nell’indirizzo, o il link che hai seguito è vecchio.',
    },
    method: {
      title: 'Questa pagina non si può aprire così',
      lead: 'Accetta solo ciò che invia un modulo. Torna indietro e usa il modulo.',
    },
    server: {
      title: 'Qualcosa è andato storto da parte nostra',
      lead: 'Non hai sbagliato nulla. Riprova tra un minuto. Se succede di nuovo, comunica il riferimento qui sotto a chi gestisce questo servizio.',
    },
    unavailable: {
      title: 'Questo servizio è momentaneamente interrotto',
      lead: 'Non hai sbagliato nulla. Dovrebbe tornare a breve: riprova tra un momento.',
    },
    suspended: {
      title: 'Questo servizio è sospeso',
      lead: 'Non hai sbagliato nulla, e nulla di tuo è andato perso. Chi gestisce questo servizio può dirti perché e per quanto tempo; comunica il riferimento qui sotto.',
    },
    off: {
      title: 'Qui non è disponibile',
      lead: 'Chi gestisce questo servizio non lo offre. Torna indietro e scegli un altro modo.',
    },
    blocked: {
      title: 'Il tuo account è bloccato',
      lead: 'Al momento non puoi usarlo. Chi gestisce questo servizio può dirti perché; comunica il riferimento qui sotto.',
    },
    logout: {
      title: 'Lei non è stato disconnesso',
      lead: 'L’applicazione lo ha chiesto in un modo che non possiamo accettare, perciò non è cambiato nulla. Può uscire da qui.',
    },
    no_factor: {
      title: 'Serve un secondo passaggio e non se ne può configurare nessuno',
      lead: 'Qui l’accesso richiede un secondo passaggio, e non ce n’è nessuno che tu possa configurare ora. Chiedi a chi gestisce questo servizio.',
    },
  },
  reference: 'Riferimento',
  in_dashboard: 'Vedi nel pannello di amministrazione',
  start_again: 'Ricomincia',
  try_again: 'Riprova',
  to_account: 'Vai al tuo account',
  sign_out: 'Esci',
  anew: {
    late: 'Sono passati più di dieci minuti. Accedi di nuovo.',
    elsewhere: 'Questo accesso è stato iniziato in un altro browser. Accedi di nuovo qui.',
  },
  again: 'Sono passati più di dieci minuti, quindi te lo chiediamo di nuovo.',
};
