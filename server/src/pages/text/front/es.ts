import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_ES: FrontText = {
  title: 'Inicio de sesión y cuentas',
  lead: 'Las aplicaciones te envían aquí para iniciar sesión. Tu cuenta también está aquí: puedes gestionarla cuando quieras.',
  account: 'Ir a mi cuenta',
  developers: 'Para desarrolladores',
  issuer: 'Emisor',
  metadata: 'Metadatos',
  stranger: {
    title: 'Esta dirección no lleva a ninguna parte',
    lead: (host) => html`No hay ninguna página de inicio de sesión en ${host}.`,
    hint: 'Comprueba que la dirección esté bien escrita, o vuelve a la aplicación que te ha enviado aquí y empieza de nuevo.',
  },
  machine: {
    title: 'En este equipo',
    hint: 'Ves esto porque has abierto la página en el equipo en el que se ejecuta el servidor.',
    mailbox: 'Buzón',
    mailbox_hint: 'Correos que se han escrito aquí y no se han enviado',
    noClient: (command) =>
      html`Todavía no hay ninguna aplicación registrada. Ejecuta ${command} para añadir la tuya.`,
    noTenant: (command) => html`Todavía no hay ningún inquilino. Ejecuta ${command} para crear uno.`,
  },
  dashboard: {
    title: 'El panel no está compilado',
    lead: (command) =>
      html`A este servidor le faltan las páginas del panel. Ejecuta ${command} donde está instalado y vuelve a abrir esta dirección.`,
  },
};
