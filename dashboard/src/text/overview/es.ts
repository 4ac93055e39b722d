/**
 * The overview, in Spanish.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_ES: OverviewText = {
  title: 'Resumen',
  lead: 'Cómo se usa este inquilino y qué requiere atención.',
  spans: { 7: '7 días', 30: '30 días', 90: '90 días' },
  span: 'Período',
  numbers: 'En cifras',
  today: 'Inicios de sesión hoy',
  signIns: 'Inicios de sesión',
  signUps: 'Cuentas creadas',
  active: 'Usuarios activos en 30 días',
  refused: 'Rechazos',
  attention: 'Lo que requiere su atención',
  calm: 'Nada: todo está bien.',
  daily: 'Inicios de sesión por día',
  failures: 'Rechazos por motivo',
  tokens: 'Tokens por grant y API',
  others: 'otros',
  direct: 'desde la página, por el flujo implícito o híbrido',
  none: 'Nada en este período.',
  table: 'Como tabla',
  day: 'Día',
  sum: 'Total',
  loud: 'Ahora',
  soon: 'Pronto',
  calmly: 'Consejo',
  items: {
    key_ends: (kid, when) =>
      `La clave ${kid} dejará de publicarse el ${when}: los tokens que firmó se rechazarán desde entonces.`,
    key_old: (kid, days) => `La clave ${kid} firma desde hace ${days} días.`,
    stream_suspended: (name) => `El flujo de registro ${name} está suspendido: no llega nada.`,
    stream_failing: (name) => `El flujo de registro ${name} falla; se intenta de nuevo.`,
    mails_refused: (count) => `Correos rechazados definitivamente en los últimos 7 días: ${count}.`,
    mails_failing: (failing, waiting) =>
      `Correos que no se pueden enviar y se vuelven a intentar: ${failing}, de ${waiting} en espera.`,
    no_application: () => 'Todavía no hay ninguna aplicación registrada: empiece por la primera.',
    implicit_used: (count) =>
      `Respuestas de este período que llevaron tokens en una dirección, por el grant implícito: ${count}.`,
    implicit_client: (name) => `${name} puede usar el grant implícito: el código con PKCE es más seguro.`,
    clients_unseen: (seen, rest) => `Aquí se miraron las primeras ${seen} aplicaciones; otras ${rest} no.`,
    unsafe_setting: (name) => `El ajuste ${name} debilita una protección.`,
    unsafe_client: (client, name) => `${client}: ${name} debilita una protección.`,
    failing_many: (share) => `Falló el ${share} de los inicios de sesión de las últimas 24 horas.`,
  },
  ways: {
    keys: 'Claves',
    record: 'Abrir',
    settings: 'Ajustes',
    applications: 'Aplicaciones',
    mail_server: 'Servidor de correo',
    logs: 'Verlos',
  },
};
