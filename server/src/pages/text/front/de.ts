import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_DE: FrontText = {
  title: 'Anmeldung und Konten',
  lead: 'Anwendungen schicken Sie zum Anmelden hierher. Auch Ihr Konto ist hier: Sie können es jederzeit verwalten.',
  account: 'Zu meinem Konto',
  developers: 'Für Entwickler',
  issuer: 'Aussteller',
  metadata: 'Metadaten',
  stranger: {
    title: 'Diese Adresse führt nirgendwohin',
    lead: (host) => html`Unter ${host} gibt es keine Anmeldeseite.`,
    hint: 'Prüfen Sie die Adresse auf Tippfehler, oder gehen Sie zurück zur Anwendung, die Sie hergeschickt hat, und beginnen Sie von vorn.',
  },
  machine: {
    title: 'Auf diesem Rechner',
    hint: 'Sie sehen das, weil Sie die Seite auf dem Rechner geöffnet haben, auf dem der Server läuft.',
    mailbox: 'Postfach',
    mailbox_hint: 'Mails, die hier geschrieben und nicht verschickt wurden',
    noClient: (command) => html`Noch ist keine Anwendung registriert. Mit ${command} fügen Sie Ihre hinzu.`,
    noTenant: (command) => html`Noch gibt es keinen Mandanten. Mit ${command} legen Sie einen an.`,
  },
  dashboard: {
    title: 'Das Dashboard ist nicht gebaut',
    lead: (command) =>
      html`Diesem Server fehlen die Seiten des Dashboards. Führen Sie ${command} aus, wo er installiert ist, und öffnen Sie diese Adresse noch einmal.`,
  },
};
