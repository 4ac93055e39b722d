import { html } from '../html.ts';
import { ACCOUNT_ES } from './account/es.ts';
import { ENTRANCE_ES } from './entrance/es.ts';
import { ERRORS_ES } from './errors/es.ts';
import { FRONT_ES } from './front/es.ts';
import { MY_ACCOUNT_ES } from './my-account/es.ts';
import { OWN_DATA_ES } from './own-data/es.ts';
import { RECOVERY_CODES_ES } from './recovery-codes/es.ts';
import type { Text } from './text.ts';

/** Spanish. */
export const es: Text = {
  language: 'es',
  direction: 'ltr',
  unnamed_application: 'Aplicación sin nombre',
  login: {
    title: 'Iniciar sesión',
    to: (client) => html`para continuar a ${client}`,
    email: 'Correo electrónico',
    email_or_username: 'Correo electrónico o nombre de usuario',
    password: 'Contraseña',
    show_password: 'Mostrar la contraseña',
    submit: 'Iniciar sesión',
    cancel: 'Cancelar',
    continueAs: (address) => html`Continuar como ${address}`,
    other_account: 'o usar otra cuenta',
    new_here: '¿Aún no tienes cuenta?',
    create_account: 'Crear una cuenta',
    no_signup: 'Aquí no se pueden crear cuentas. Pide una a quienes gestionan esta aplicación.',
    failures: {
      invalid_credentials: 'El correo electrónico o la contraseña no son correctos.',
      throttled: 'Demasiados intentos. Espera unos minutos y vuelve a intentarlo.',
      busy: 'Ahora mismo hay mucha actividad. Vuelve a intentarlo en un momento.',
      malformed_email: 'Esto no parece una dirección de correo completa. Revísala, por favor.',
      unavailable: 'Esa forma de iniciar sesión todavía no está disponible aquí. Elige otra.',
      stale: 'Tu cuenta ha cambiado mientras iniciabas sesión. Vuelve a iniciar sesión.',
    },
  },
  entrance: ENTRANCE_ES,
  front: FRONT_ES,
  signUp: {
    title: 'Crea tu cuenta',
    submit: 'Crear cuenta',
    has_account: 'Ya tengo una cuenta',
    back: 'Volver al inicio de sesión',
    failures: {
      malformed_email: 'Esta dirección de correo no parece completa. Revísala, por favor.',
      taken:
        'Ya hay una cuenta con este correo electrónico. Puedes iniciar sesión o elegir una contraseña nueva.',
      throttled: 'Demasiados intentos. Espera unos minutos y vuelve a intentarlo.',
      busy: 'Ahora mismo hay mucha actividad. Vuelve a intentarlo en un momento.',
    },
  },
  newPassword: {
    hint: (count) =>
      `Al menos ${count} caracteres. Varias palabras sin relación entre sí son una buena opción.`,
    tooShort: (count) => `Usa al menos ${count} caracteres.`,
    failures: {
      too_long: 'Es más larga de lo que podemos aceptar. Usa 1024 caracteres como máximo.',
      common:
        'Mucha gente usa esta contraseña o una muy parecida, así que es fácil de adivinar. Prueba con varias palabras sin relación entre sí.',
      personal:
        'No uses tu nombre, tu dirección ni el nombre de este sitio: es lo primero que alguien probaría.',
      dictionary:
        'Está hecha de palabras que aquí son fáciles de adivinar. Prueba con varias palabras sin relación entre sí.',
      reused: 'Ya usaste esta contraseña antes. Elige una nueva.',
      breached:
        'Esta contraseña está en una lista de contraseñas robadas, así que alguien podría probarla. Elige otra y cámbiala en todos los sitios donde la uses.',
    },
  },
  mailSent: {
    title: 'Revisa tu correo',
    toSignUp: (address) =>
      html`Hemos enviado un correo a ${address}. Abre el enlace que contiene para continuar.`,
    toReset: (address) =>
      html`Si hay una cuenta para ${address}, te llegará un correo. Abre el enlace que contiene para elegir una contraseña nueva.`,
    nothing_came:
      '¿No ha llegado nada después de unos minutos? Mira en la carpeta de correo no deseado o inténtalo otra vez.',
    again: 'Intentarlo otra vez',
  },
  verifyEmail: {
    title: 'Confirma tu correo electrónico',
    lead: (address) => html`Pulsa el botón para confirmar que ${address} es tuyo.`,
    password: 'La contraseña que elegiste',
    wrong_password: 'Esta no es la contraseña que se eligió para esta cuenta.',
    submit: 'Confirmar',
    done_title: 'Tu correo electrónico está confirmado',
    done: 'Vuelve a la aplicación e inicia sesión.',
  },
  resetPassword: {
    forgot: '¿Olvidaste tu contraseña?',
    title: 'Cambia tu contraseña',
    lead: 'Dinos tu correo electrónico y te enviaremos un enlace.',
    submit: 'Enviar el enlace',
    choose_title: 'Elige una contraseña nueva',
    chooseFor: (address) => html`para ${address}`,
    new_password: 'Contraseña nueva',
    choose: 'Guardar la contraseña',
    done_title: 'Tu contraseña ha cambiado',
    done: 'Se ha cerrado tu sesión en todos los demás sitios. Inicia sesión con la contraseña nueva para continuar.',
    continue: 'Ir al inicio de sesión',
  },
  linkEnded: {
    title: 'Este enlace ya no funciona',
    lead: 'Cada enlace sirve una sola vez y por un tiempo limitado, y uno más reciente lo sustituye. Si acabas de usarlo, ya está todo hecho.',
    go_back: 'Puedes volver a la aplicación y empezar de nuevo desde allí.',
    again: 'Obtener un enlace nuevo',
  },
  consent: {
    title: '¿Permitir el acceso?',
    lead: (client) => html`${client} quiere usar tu cuenta.`,
    unverified: 'Esta aplicación es de terceros. Continúa solo si la conoces y confías en ella.',
    typed: (command) => html`Continúa solo si acabas de escribir ${command} en este ordenador.`,
    about_you: 'Sobre ti',
    permissions: 'Podrá',
    permissionsOf: (api) => html`Con ${api}`,
    many: (count) => `${count} permisos, por tema`,
    no_permissions: 'Saber que has iniciado sesión aquí, y nada más',
    scopes: new Map([
      ['openid', 'Saber quién eres'],
      ['profile', 'Ver tu nombre y tu foto'],
      ['email', 'Ver tu correo electrónico'],
      ['address', 'Ver tu dirección postal'],
      ['phone', 'Ver tu número de teléfono'],
      ['offline_access', 'Mantener el acceso cuando no estés'],
    ]),
    account: 'Tu cuenta',
    lifetime: 'Duración del acceso',
    renewable: (span) => html`se puede renovar durante ${span}`,
    renewable_always: 'se puede renovar hasta que lo retires',
    origin: 'La aplicación es de',
    destination: 'Volverás a',
    technical_names: 'Nombres técnicos',
    accept: 'Permitir',
    deny: 'No permitir',
  },
  myAccount: MY_ACCOUNT_ES,
  secondFactor: {
    title: 'Confirma que eres tú',
    leads: {
      otp: 'Escribe los seis dígitos que muestra tu aplicación de autenticación.',
      webauthn: 'Usa tu llave de seguridad, tu huella digital o tu cara.',
      email: 'Podemos enviarte un código por correo.',
      recovery: 'Escribe uno de los códigos de recuperación que guardaste. Cada uno sirve una sola vez.',
    },
    ways: {
      otp: 'Aplicación de autenticación',
      webauthn: 'Llave de seguridad o de acceso',
      email: 'Correo electrónico',
      recovery: 'Código de recuperación',
    },
    hints: {
      otp: 'Un código de seis dígitos',
      webauthn: 'Tócala o usa tu huella digital',
      email: 'Te enviamos un código',
      recovery: 'Uno de los que guardaste',
    },
    other_ways: 'O usa otra opción',
    code: 'Código',
    recovery_code: 'Código de recuperación',
    remember: (days) =>
      days === 1
        ? 'No preguntar en este dispositivo durante un día'
        : `No preguntar en este dispositivo durante ${days} días`,
    submit: 'Continuar',
    cancel: 'Cancelar',
    mailTo: (address) => html`El código se enviará a ${address}.`,
    send: 'Enviarme un código',
    send_again: 'Enviar otro código',
    failures: {
      wrong_code: 'Este código no ha funcionado. Revísalo y vuelve a intentarlo.',
      clock_off:
        'Este código es de otro minuto. Puede que el reloj de tu teléfono no vaya bien: deja que ajuste la hora automáticamente y escribe el código que muestre.',
      throttled:
        'Han sido muchos intentos. Espera unos minutos y vuelve a intentarlo, o usa un código de recuperación.',
      mail_throttled: 'Ya te hemos enviado varios códigos. Espera unos minutos antes de pedir otro.',
      sent: 'El código va en camino. Es válido durante diez minutos.',
    },
    enrol: {
      title: 'Añade un segundo paso',
      lead: (client) => html`${client} pide un segundo paso al iniciar sesión. Solo te llevará un minuto.`,
      install: 'Abre tu aplicación de autenticación o instala una.',
      scan: 'Escanea con ella esta imagen o escribe la clave.',
      qr: 'Código QR con la clave',
      key: 'Clave',
      confirm: 'Escribe los seis dígitos que muestra.',
      submit: 'Activar',
    },
    recovery: RECOVERY_CODES_ES,
  },
  client: { policy: 'Política de privacidad', tos: 'Términos del servicio' },
  errors: ERRORS_ES,
  logout: {
    title: '¿Cerrar sesión?',
    lead: 'Estás a punto de cerrar sesión.',
    leadFrom: (client) => html`${client} pide cerrar tu sesión.`,
    submit: 'Cerrar sesión',
    stay: 'Mantener la sesión abierta',
    telling: 'Estamos avisando a tus aplicaciones.',
  },
  account: ACCOUNT_ES,
  ownData: OWN_DATA_ES,
  loggedOut: { title: 'Has cerrado sesión', lead: 'Ya puedes cerrar esta ventana.' },
  webauthn: {
    sign_in: 'Iniciar sesión con una llave de acceso',
    use: 'Usar una llave de acceso o de seguridad',
    add: 'Añadir una llave de acceso o de seguridad',
    add_lead:
      'Puede ser tu huella digital, tu cara, el bloqueo de tu teléfono o una llave que se conecta al dispositivo.',
    failed: 'No ha funcionado. Vuelve a intentarlo o elige otra opción.',
    unavailable: 'Este navegador no puede usar aquí llaves de acceso ni de seguridad. Elige otra opción.',
    unavailable_alone: 'Este navegador no puede usar aquí llaves de acceso ni de seguridad.',
  },
  formPost: { title: 'Un momento', lead: 'Volvemos a la aplicación.', submit: 'Continuar' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Confirma tu correo electrónico para ${site}`,
        lead: () => 'Abre el enlace para confirmar que esta dirección es tuya.',
        action: 'Confirmar correo electrónico',
        otherwise: () => 'Si no lo has pedido, no hagas nada: la dirección no se confirma sin ti.',
      },
      reset_password: {
        subject: (site) => `Elige una contraseña nueva para ${site}`,
        lead: (site) =>
          `Alguien ha pedido una contraseña nueva para tu cuenta en ${site}. Abre el enlace para elegirla.`,
        action: 'Elegir una contraseña nueva',
        otherwise: () => 'Si no has sido tú, no hagas nada: tu contraseña sigue igual.',
      },
      change_email: {
        subject: (site) => `Confirma tu nuevo correo electrónico para ${site}`,
        lead: (site) => `Abre el enlace para usar esta dirección en tu cuenta de ${site} a partir de ahora.`,
        action: 'Usar esta dirección',
        otherwise: () => 'Si no lo has pedido, no hagas nada: no cambia nada.',
      },
      login_link: {
        subject: (site) => `Inicia sesión en ${site}`,
        lead: () => 'Abre el enlace en el navegador donde empezaste y se iniciará tu sesión.',
        action: 'Iniciar sesión',
        otherwise: () => 'Si no lo has pedido, no hagas nada: nadie inicia sesión sin ti.',
      },
      login_code: {
        subject: (site) => `Tu código para iniciar sesión en ${site}`,
        lead: () => 'Escribe este código en la página donde empezaste.',
        otherwise: () => 'Si no lo has pedido, no hagas nada. No le digas el código a nadie.',
      },
      second_factor_code: {
        subject: (site) => `Tu código de seguridad para ${site}`,
        lead: () => 'Escribe este código en la página donde estás iniciando sesión.',
        otherwise: () =>
          'Si no estás iniciando sesión, alguien conoce tu contraseña: cámbiala. No le digas el código a nadie.',
      },
      account_exists: {
        subject: (site) => `Ya tienes una cuenta en ${site}`,
        lead: (site) =>
          `Alguien ha intentado crear una cuenta en ${site} con esta dirección. Ya existe una: puedes iniciar sesión o elegir una contraseña nueva.`,
        action: 'Elegir una contraseña nueva',
        otherwise: () => 'Si no has sido tú, no hagas nada: tu cuenta sigue igual.',
      },
      email_changed: {
        subject: (site) => `Tu correo electrónico en ${site} ha cambiado`,
        lead: (site) =>
          `Se ha cambiado la dirección de tu cuenta en ${site}. A partir de ahora los correos llegarán a la nueva.`,
        otherwise: (site) => `Si no has sido tú, escribe cuanto antes a quienes gestionan ${site}.`,
      },
      password_changed: {
        subject: (site) => `Tu contraseña en ${site} ha cambiado`,
        lead: (site) =>
          `Se ha cambiado la contraseña de tu cuenta en ${site}. Se ha cerrado la sesión en los demás dispositivos.`,
        otherwise: () =>
          'Si no has sido tú, elige cuanto antes una contraseña nueva con «¿Olvidaste tu contraseña?» en la página de inicio de sesión.',
      },
      second_factor_added: {
        subject: (site) => `Se ha añadido un segundo paso en ${site}`,
        lead: (site) => `Tu cuenta en ${site} tiene una nueva forma de confirmar que eres tú.`,
        otherwise: () => 'Si no has sido tú, cambia tu contraseña y quítala en la página de tu cuenta.',
      },
      second_factor_removed: {
        subject: (site) => `Se ha quitado un segundo paso en ${site}`,
        lead: (site) => `Se ha quitado de tu cuenta en ${site} una forma de confirmar que eres tú.`,
        otherwise: () => 'Si no has sido tú, cambia tu contraseña y revisa la página de tu cuenta.',
      },
      new_sign_in: {
        subject: (site) => `Nuevo inicio de sesión en ${site}`,
        lead: (site) =>
          `Alguien ha iniciado sesión en tu cuenta de ${site} desde un dispositivo que no habíamos visto antes.`,
        otherwise: () =>
          'Si has sido tú, no tienes que hacer nada. Si no, cambia tu contraseña: así se cerrará la sesión en los demás dispositivos.',
      },
      ...OWN_DATA_ES.mails,
    },
    your_code: 'Tu código',
    or_open: 'Si el botón no funciona, abre esta dirección:',
    expires: (n) =>
      n < 60
        ? `Es válido durante ${n} ${n === 1 ? 'minuto' : 'minutos'}.`
        : `Es válido durante ${n / 60} ${n === 60 ? 'hora' : 'horas'}.`,
    when: 'Cuándo',
    device: 'Dispositivo',
    address: 'Dirección',
    because: (site) =>
      `Recibes este correo por tu cuenta en ${site} o porque alguien ha escrito allí esta dirección.`,
  },
};
