/**
 * The ways in, in Spanish.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_ES: EntranceText = {
  next: 'Continuar',
  other_address: 'Usar otra dirección',
  or: 'o',
  send: { email_code: 'Enviarme un código', email_link: 'Enviarme un enlace para iniciar sesión' },
  connection: (name) => html`Continuar con ${name}`,
  code: {
    title: 'Escribe tu código',
    lead: (address) =>
      html`Si puedes iniciar sesión aquí con ${address}, te hemos enviado un código. Sirve durante diez minutos.`,
    label: 'Código',
    submit: 'Iniciar sesión',
    again: 'Enviar otro código',
    notices: {
      wrong_code: 'Este código no ha funcionado. Busca el más reciente y vuelve a intentarlo.',
      throttled: 'Han sido muchos intentos. Espera unos minutos y empieza de nuevo.',
      mail_throttled: 'Ya hemos enviado varios correos. Espera un poco antes de pedir otro.',
      sent: 'Hemos enviado un código nuevo. Los anteriores ya no sirven.',
    },
  },
  link: {
    lead: (address) =>
      html`Si puedes iniciar sesión aquí con ${address}, te hemos enviado un enlace. Ábrelo en este navegador antes de diez minutos.`,
    again: 'Enviar otro enlace',
  },
  opened: {
    lead: (address) => html`Pulsa el botón para iniciar sesión como ${address}.`,
    submit: 'Iniciar sesión',
  },
  elsewhere: {
    title: 'Abre el enlace donde empezaste',
    lead: 'Este enlace se pidió en otro navegador o en otro dispositivo. Abre el correo allí y se iniciará tu sesión. Aquí no se ha iniciado ninguna sesión.',
    hint: 'Si quieres iniciar sesión aquí, ve a la aplicación en este navegador y empieza de nuevo.',
  },
};
