/**
 * De implicit a código con PKCE, en español.
 */
import type { MigrationText } from './text.ts';

export const ES: MigrationText = {
  title: 'Del grant implícito al código con PKCE',
  verdicts: {
    done: 'Nada que hacer.',
    off: 'El grant implícito está desactivado.',
    unused: 'Nadie lo usa.',
    prepare: 'Permita primero el código con PKCE.',
    change: 'Cambie la aplicación.',
    moving: 'En camino.',
    waiting: 'Espere un poco.',
    ready: 'Lista.',
  },
  says: {
    done: 'Esta aplicación no tiene nada del grant implícito.',
    off: 'Los tokens llegan solo por el código con PKCE; un ajuste devuelve el grant implícito.',
    unused: 'Puede usar el grant implícito, pero en los últimos 14 días no hubo ninguna respuesta.',
    prepare:
      'Solo se permite el grant implícito. Permita ambos: nada cambia para nadie hasta que cambie la aplicación.',
    change: 'Ambos están permitidos, y todo llega aún por el grant implícito.',
    moving: 'Se usan ambos: una parte de la aplicación ya ha cambiado.',
    waiting:
      'Últimamente no se ha visto a nadie pedir tokens en una dirección, pero es pronto para confiar en ello.',
    ready: 'Nadie pide ya tokens en una dirección: el grant implícito puede desaparecer.',
  },
  stages: {
    label: 'Lo que se permite',
    implicit: 'Solo implícito',
    both: 'Ambos',
    off: 'Solo código con PKCE',
  },
  implicit: 'Implícito, en 14 días',
  code: 'Código con PKCE, en 14 días',
  last: 'Último implícito',
  never: 'no visto',
  flip: 'Desactivar el grant implícito',
  back: 'Recuperar el grant implícito',
  switchHint: 'Un solo ajuste, forbid_implicit, y nada más: el mismo ajuste lo deshace por completo.',
  missed: (count) => `${count} respuestas de los últimos 14 días se habrían rechazado.`,
  todo: 'Lo que hay que hacer',
  weights: { before: 'Un ajuste', change: 'La aplicación', note: 'Nota' },
  remedy: 'Qué ayuda',
  section: 'Escrito en',
  inApplication: 'En la aplicación',
  install: 'Instalar',
  asItIs: 'Como está',
  asItHasToBe: 'Como tiene que estar',
  traffic: 'Lo que mostraron sus respuestas',
  trafficLead: 'Contado por días, durante 90: solicitudes respondidas, y nada de ninguna persona.',
  noTraffic: 'Aún no se ha contado ninguna respuesta.',
  columns: { way: 'Pedido', shows: 'Muestra', all: '90 días', lately: '14 días', since: 'Desde' },
  facets: { prompt: 'Parámetro prompt', response_mode: 'Modo de respuesta', origin: 'Origen', sdk: 'SDK' },
  values: {
    none: 'en silencio (prompt=none)',
    asks: 'puede preguntar al usuario',
    unknown: 'no dice qué es',
    server: 'un servidor, no una página',
    elsewhere: 'una página de otro origen',
    '(others)': 'todos los demás juntos',
  },
};
