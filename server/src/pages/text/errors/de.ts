import type { ErrorsText } from './errors-text.ts';

export const ERRORS_DE: ErrorsText = {
  kinds: {
    application: {
      title: 'Diese Anwendung ist nicht richtig eingerichtet',
      lead: 'Sie haben nichts falsch gemacht: Die Anwendung hat etwas verlangt, das wir ihr nicht geben können. Gehen Sie zu ihr zurück. Geschieht es wieder, geben Sie die Kennung unten an ihre Betreiber weiter.',
    },
    too_long: {
      title: 'Diese Anfrage ist zu lang',
      lead: 'Die Anwendung hat mehr gesendet, als wir annehmen können. Gehen Sie zu ihr zurück und beginnen Sie von vorn. Geschieht es wieder, geben Sie die Kennung unten an ihre Betreiber weiter.',
    },
    incomplete: {
      title: 'Diese Anfrage ist unvollständig',
      lead: 'Ein Teil fehlt oder wurde unterwegs verändert. Gehen Sie zur Anwendung zurück und beginnen Sie von vorn.',
    },
    bookmark: {
      title: 'Die Anmeldung beginnt bei der Anwendung',
      lead: 'Diese Seite gehört zu einer Anmeldung und lässt sich nicht für sich allein öffnen. Öffnen Sie die Anwendung, die Sie nutzen möchten, und melden Sie sich dort an.',
    },
    cookies: {
      title: 'Ihr Browser hat kein Cookie gesendet',
      lead: 'Ohne Cookies kann sich niemand anmelden. Erlauben Sie sie für diese Website und beginnen Sie dann von vorn.',
    },
    foreign_form: {
      title: 'Dieses Formular kam nicht von unserer Seite',
      lead: 'Zu Ihrem Schutz wurde nichts getan. Gehen Sie zurück, laden Sie die Seite neu und wiederholen Sie Ihre Eingabe.',
    },
    outdated: {
      title: 'Diese Seite ist veraltet',
      lead: 'Seit sie geöffnet wurde, hat sich etwas geändert. Deshalb wurde nichts getan.',
    },
    answered: {
      title: 'Das haben Sie schon erledigt',
      lead: 'Vielleicht wurde eine Schaltfläche zweimal gedrückt, oder Sie sind auf eine ältere Seite zurückgekehrt. Hat sich die Anwendung nicht geöffnet, beginnen Sie von vorn.',
    },
    not_found: {
      title: 'Diese Seite gibt es nicht',
      lead: 'Vielleicht ist in der Adresse ein Tippfehler, oder der Link, dem Sie gefolgt sind, ist alt.',
    },
    method: {
      title: 'So lässt sich diese Seite nicht öffnen',
      lead: 'Sie nimmt nur an, was ein Formular sendet. Gehen Sie zurück und benutzen Sie das Formular.',
    },
    server: {
      title: 'Bei uns ist etwas schiefgegangen',
      lead: 'Sie haben nichts falsch gemacht. Versuchen Sie es in einer Minute noch einmal. Geschieht es wieder, geben Sie die Kennung unten an die Betreiber dieses Dienstes weiter.',
    },
    unavailable: {
      title: 'Dieser Dienst ist gerade gestört',
      lead: 'Sie haben nichts falsch gemacht. Er sollte bald wieder da sein: Versuchen Sie es gleich noch einmal.',
    },
    suspended: {
      title: 'Dieser Dienst ist stillgelegt',
      lead: 'Sie haben nichts falsch gemacht, und nichts von Ihnen ist verloren. Die Betreiber dieses Dienstes können Ihnen sagen, warum und wie lange; nennen Sie ihnen die Kennung unten.',
    },
    off: {
      title: 'Das gibt es hier nicht',
      lead: 'Die Betreiber dieses Dienstes bieten es nicht an. Gehen Sie zurück und wählen Sie einen anderen Weg.',
    },
    blocked: {
      title: 'Ihr Konto ist gesperrt',
      lead: 'Sie können es derzeit nicht benutzen. Die Betreiber dieses Dienstes können Ihnen sagen, warum; nennen Sie ihnen die Kennung unten.',
    },
    logout: {
      title: 'Sie wurden nicht abgemeldet',
      lead: 'Die Anwendung hat auf eine Weise darum gebeten, die wir nicht annehmen können; es wurde nichts geändert. Sie können sich hier abmelden.',
    },
    no_factor: {
      title: 'Ein zweiter Schritt ist nötig, und keiner lässt sich einrichten',
      lead: 'Die Anmeldung verlangt hier einen zweiten Schritt, und es gibt keinen, den Sie jetzt einrichten könnten. Fragen Sie die Betreiber dieses Dienstes.',
    },
  },
  reference: 'Kennung',
  in_dashboard: 'In der Verwaltung ansehen',
  start_again: 'Von vorn beginnen',
  try_again: 'Noch einmal versuchen',
  to_account: 'Zu Ihrem Konto',
  sign_out: 'Abmelden',
  anew: {
    late: 'Es hat länger als zehn Minuten gedauert. Bitte melden Sie sich noch einmal an.',
    elsewhere:
      'Diese Anmeldung wurde in einem anderen Browser begonnen. Bitte melden Sie sich hier noch einmal an.',
  },
  again: 'Es hat länger als zehn Minuten gedauert, deshalb fragen wir noch einmal.',
};
