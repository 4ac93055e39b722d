/**
 * The tenants of the server in Spanish.
 */
import type { TenantsText } from './text.ts';

export const ES: TenantsText = {
  lead: 'Todos los inquilinos de este servidor: cada uno es un emisor propio, con sus aplicaciones, API, personas y claves.',
  name: 'Inquilino',
  domain: 'Host propio',
  state: 'Estado',
  served: 'En servicio',
  deleted: (when) => `Eliminado el ${when}`,
  suspended: 'Suspendido',
  here: 'este',
  create: 'Nuevo inquilino',
  createLead: 'Tiene enseguida una dirección y claves, y los ajustes predeterminados.',
  make: 'Crear',
  made: (name) => `${name} está creado.`,
  suspend: 'Suspender',
  suspendTitle: (name) => `¿Suspender ${name}?`,
  suspendLead: [
    'desde la próxima solicitud todo se responde con 503: inicios de sesión, tokens, sus claves, su panel',
    'nada suyo se pierde, y espera el tiempo que usted quiera: las sesiones y los tokens siguen hasta que terminen por sí solos',
    'los correos ya escritos aún llegan, y su registro sigue yendo a donde se envía',
  ],
  stopped: (name) => `${name} está suspendido.`,
  resume: 'Reanudar el servicio',
  resumed: (name) => `${name} vuelve a estar en servicio.`,
  move: 'Trasladar',
  moveTitle: (name) => `¿Trasladar ${name}?`,
  moveLead: [
    'desde la próxima solicitud sus hosts son otros; sin un host propio también lo es su emisor',
    'entonces todos inician sesión de nuevo, las llaves de acceso del host anterior ya no sirven, y cada aplicación y API debe conocer el nuevo emisor',
    'las personas, los ajustes y las claves se quedan',
  ],
  moved: (name) => `Ahora es ${name}.`,
  region: 'Región',
  delete: 'Eliminar',
  deleteTitle: (name) => `¿Eliminar ${name}?`,
  deleteLead: [
    'nada responde ya en su dirección, desde la próxima solicitud',
    'nadie inicia sesión allí, y no se acepta ninguno de sus tokens',
    'durante treinta días se puede recuperar tal como estaba; después desaparece para siempre',
  ],
  restore: 'Recuperar',
  restored: (name) => `${name} vuelve a estar en servicio.`,
  purge: 'Destruir',
  purgeTitle: (name) => `¿Destruir ${name}?`,
  purgeLead: [
    'sus aplicaciones, API, personas, sesiones, tokens y claves desaparecen al momento y para siempre',
    'su registro desaparece con él',
  ],
  type: (name) => `Escriba ${name} para continuar`,
  done: (name) => `${name} ya no existe.`,
  own: 'El inquilino desde el que se administran los demás se queda.',
  more: (count) => `y ${count} más: tacit tenants list`,
};
