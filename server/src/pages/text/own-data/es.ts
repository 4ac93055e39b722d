import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_ES: OwnDataText = {
  download: {
    title: 'Descargar tus datos',
    lead: 'Un archivo con todo lo que se guarda aquí sobre ti: perfil, inicios de sesión, dispositivos, aplicaciones y lo que ha ocurrido en tu cuenta. No contiene ninguna contraseña ni nada que permita entrar.',
    submit: 'Descargar',
  },
  parts: {
    profile: 'Quién eres aquí',
    passwords: 'Cuándo se eligieron las contraseñas que no se pueden volver a usar',
    factors: 'Formas de confirmar que eres tú',
    recovery_codes: 'Códigos de recuperación que quedan',
    remembered_devices: 'Dispositivos a los que no se pide el segundo paso',
    sessions: 'Dispositivos en los que has iniciado sesión',
    session_applications: 'Aplicaciones que has usado en esas sesiones',
    sign_ins: 'Dónde y cuándo iniciaste sesión',
    failed_sign_ins: 'Intentos fallidos de iniciar sesión en tu cuenta',
    roles: 'Roles que tienes',
    permissions: 'Permisos que se te han concedido uno a uno',
    consents: 'Lo que has permitido a las aplicaciones',
    grants: 'Acceso que conservan las aplicaciones',
    access_tokens: 'Acceso que las aplicaciones tienen por poco tiempo',
    links_by_mail: 'Enlaces que te enviamos y que aún funcionan',
    codes_by_mail: 'Códigos que te enviamos y que aún funcionan',
    events: 'Lo que ha ocurrido en tu cuenta',
  },
  remove: {
    title: 'Eliminar tu cuenta',
    lead: 'Tu cuenta y todo lo que se guarda con ella se eliminan para siempre.',
    open: 'Eliminar tu cuenta',
    lost_title: 'Lo que se pierde con ella',
    lost: [
      'Tu perfil y tus formas de iniciar sesión',
      'Tu sesión en todos los dispositivos',
      'El acceso de todas las aplicaciones a tu cuenta',
      'La lista de tus dispositivos e inicios de sesión',
    ],
    elsewhere: 'Lo que las aplicaciones guardan sobre ti se queda con ellas. Pídeles que lo eliminen.',
    waits: (date) =>
      html`Tu cuenta se eliminará el ${date}. Hasta entonces funciona como antes y todavía puedes conservarla.`,
    at_once: 'Tu cuenta se elimina de inmediato. Nadie puede recuperarla.',
    confirm: (address) => html`Escribe ${address} para confirmar`,
    submit: 'Eliminar la cuenta',
    back: 'Conservarla',
    failures: {
      mismatch: 'Esta no es la dirección de tu cuenta. Escríbela tal como aparece arriba.',
      throttled: 'Hemos enviado muchos correos. Espera una hora y vuelve a intentarlo.',
    },
  },
  waiting: { lead: (date) => html`Tu cuenta se eliminará el ${date}.`, keep: 'Conservar mi cuenta' },
  done: {
    title: 'Tu cuenta se ha eliminado',
    lead: 'Aquí ya no queda nada de ella. Ya puedes cerrar esta ventana.',
  },
  failed: {
    reasons: {
      wrong_password: 'Contraseña incorrecta',
      wrong_code: 'Código incorrecto',
      wrong_second_factor: 'Segundo paso incorrecto',
      wrong_passkey: 'Llave de acceso no aceptada',
      blocked: 'La cuenta estaba bloqueada',
    },
    since: (count) => `Intentos fallidos desde tu inicio de sesión anterior: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Tu cuenta en ${site} se eliminará`,
      lead: (site) =>
        `Has pedido que se elimine tu cuenta en ${site}. Hasta el día que se indica abajo funciona como antes.`,
      action: 'Conservar mi cuenta',
      otherwise: () =>
        'Si no has sido tú o has cambiado de opinión, inicia sesión y elige conservar tu cuenta. Si fue otra persona, cambia después tu contraseña.',
    },
    account_deleted: {
      subject: (site) => `Tu cuenta en ${site} se ha eliminado`,
      lead: (site) =>
        `Tu cuenta en ${site} se ha eliminado, como pediste, con todo lo que se guardaba con ella.`,
      otherwise: () => 'Si quieres volver, puedes crear una cuenta nueva. Empezará vacía.',
    },
  },
  deletes_on: 'Se elimina el',
};
