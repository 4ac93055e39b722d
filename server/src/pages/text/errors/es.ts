import type { ErrorsText } from './errors-text.ts';

export const ERRORS_ES: ErrorsText = {
  kinds: {
    application: {
      title: 'Esta aplicación no está bien configurada',
      lead: 'No has hecho nada mal: la aplicación pidió algo que no podemos darle. Vuelve a ella. Si se repite, da la referencia de abajo a quienes la gestionan.',
    },
    too_long: {
      title: 'Esta solicitud es demasiado larga',
      lead: 'La aplicación envió más de lo que podemos recibir. Vuelve a ella y empieza de nuevo. Si se repite, da la referencia de abajo a quienes la gestionan.',
    },
    incomplete: {
      title: 'Esta solicitud está incompleta',
      lead: 'Falta una parte o se modificó por el camino. Vuelve a la aplicación y empieza de nuevo.',
    },
    bookmark: {
      title: 'El inicio de sesión empieza en la aplicación',
      lead: 'Esta página forma parte de un inicio de sesión y no se puede abrir por sí sola. Abre la aplicación que quieras usar e inicia sesión desde ella.',
    },
    cookies: {
      title: 'Tu navegador no ha enviado ninguna cookie',
      lead: 'Sin cookies nadie puede iniciar sesión. Permítelas para este sitio y empieza de nuevo.',
    },
    foreign_form: {
      title: 'Este formulario no se envió desde nuestra página',
      lead: 'Para protegerte, no se ha hecho nada. Vuelve atrás, carga la página otra vez y repite lo que hiciste.',
    },
    outdated: {
      title: 'Esta página está desactualizada',
      lead: 'Algo ha cambiado desde que se abrió, así que no se ha hecho nada.',
    },
    answered: {
      title: 'Esto ya lo has hecho',
      lead: 'Quizá pulsaste un botón dos veces o volviste a una página anterior. Si la aplicación no se ha abierto, empieza de nuevo.',
    },
    not_found: {
      title: 'Esta página no existe',
      lead: 'Puede que haya un error en la dirección o que el enlace que seguiste sea antiguo.',
    },
    method: {
      title: 'Esta página no se puede abrir así',
      lead: 'Solo acepta lo que envía un formulario. Vuelve atrás y usa el formulario.',
    },
    server: {
      title: 'Algo ha fallado por nuestra parte',
      lead: 'No has hecho nada mal. Vuelve a intentarlo en un minuto. Si se repite, da la referencia de abajo a quienes gestionan este servicio.',
    },
    unavailable: {
      title: 'Este servicio está interrumpido',
      lead: 'No has hecho nada mal. Debería volver en breve: inténtalo de nuevo en un momento.',
    },
    suspended: {
      title: 'Este servicio está suspendido',
      lead: 'No has hecho nada mal, y nada tuyo se ha perdido. Quienes gestionan este servicio pueden decirte por qué y hasta cuándo; dales la referencia de abajo.',
    },
    off: {
      title: 'Esto no está disponible aquí',
      lead: 'Quienes gestionan este servicio no lo ofrecen. Vuelve atrás y elige otra forma.',
    },
    blocked: {
      title: 'Tu cuenta está bloqueada',
      lead: 'Por ahora no puedes usarla. Quienes gestionan este servicio pueden decirte por qué; dales la referencia de abajo.',
    },
    logout: {
      title: 'No se ha cerrado su sesión',
      lead: 'La aplicación lo pidió de una forma que no podemos aceptar, así que no se ha cambiado nada. Puede cerrar la sesión aquí.',
    },
    no_factor: {
      title: 'Hace falta un segundo paso y no se puede configurar ninguno',
      lead: 'Aquí el inicio de sesión requiere un segundo paso, y no hay ninguno que puedas configurar ahora. Pregunta a quienes gestionan este servicio.',
    },
  },
  reference: 'Referencia',
  in_dashboard: 'Verlo en la administración',
  start_again: 'Empezar de nuevo',
  try_again: 'Intentar de nuevo',
  to_account: 'Ir a tu cuenta',
  sign_out: 'Cerrar sesión',
  anew: {
    late: 'Han pasado más de diez minutos. Vuelve a iniciar sesión.',
    elsewhere: 'Este inicio de sesión se empezó en otro navegador. Vuelve a iniciar sesión aquí.',
  },
  again: 'Han pasado más de diez minutos, así que te lo preguntamos otra vez.',
};
