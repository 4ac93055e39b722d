/**
 * The settings of the tenant, connections, attack protection, keys and features in Spanish.
 */
import type { TenantText } from './text.ts';

export const ES: TenantText = {
  settings: {
    lead: 'Lo que vale para todas las aplicaciones, todas las personas y todas las páginas de este inquilino.',
    groups: {
      identity: 'Lo que lee la gente',
      requests: 'Cómo se responden las solicitudes',
      sessions: 'Sesiones',
      registration: 'Aplicaciones que se registran solas',
      accounts: 'Cuentas que sus titulares eliminan',
      features: 'Funciones',
    },
  },
  connections: {
    lead: 'De dónde vienen las personas y con qué inician sesión.',
    groups: {
      waysIn: 'Formas de iniciar sesión',
      signUp: 'Registro',
      passwords: 'Contraseñas',
      sources: 'Otros orígenes',
    },
    uses: 'Aplicaciones que la usan',
    usesHint:
      'Toda aplicación de un inquilino inicia sesión por sus conexiones: no se puede excluir ninguna.',
    noUses: 'Todavía no hay ninguna aplicación.',
  },
  protection: {
    lead: 'Cómo se responde a quien adivina contraseñas y qué se pide además de ellas.',
    groups: { factors: 'Segundos factores', stolen: 'Contraseñas robadas' },
    always: 'Lo que siempre está activo',
    alwaysHint: 'Estos límites no se pueden desactivar ni cambiar.',
    rule: 'Qué se cuenta',
    limit: 'Límite',
    attempts: 'Contraseñas erróneas para una cuenta desde una dirección',
    byAddress: 'Contraseñas erróneas desde una dirección, sea cual sea la cuenta',
    perQuarter: (count) => `${count} en 15 minutos`,
    locked: 'Quién ha agotado sus intentos',
    lockedHint:
      'Los contadores se guardan bajo hashes, así que no hay una lista: pregunte por una persona o por una dirección de red.',
    who: 'Correo electrónico, ID de usuario o dirección IP',
    look: 'Consultar',
    nobody: (who) => `${who} no ha agotado ningún intento.`,
    budget: 'Qué se ha agotado',
    place: 'Dónde',
    everywhere: 'en todas partes',
    until: 'Hasta',
    unlock: 'Permitir nuevos intentos',
    unlocked: (who) => `${who} puede volver a intentarlo.`,
  },
  keys: {
    lead: 'Con qué se firman los tokens. Quien los comprueba encuentra las mitades públicas en la dirección del conjunto de claves.',
    jwks: 'Conjunto de claves',
    state: 'Estado',
    states: { next: 'Siguiente', current: 'Actual', previous: 'Anterior' },
    does: {
      next: 'está publicada y firmará tras la próxima rotación',
      current: 'firma',
      previous: 'ya no firma; lo que firmó sigue siendo válido',
    },
    algorithm: 'Algoritmo',
    kid: 'ID de clave',
    since: 'Desde',
    until: 'Termina',
    maySign: (when) => `puede firmar a partir del ${when}`,
    rotate: 'Rotar',
    rotateTitle: '¿Que firmen las claves siguientes?',
    rotateLead:
      'A partir de ahora firma la clave siguiente de cada algoritmo, la actual sigue verificando lo que firmó y se crean otras para después. No se cierra la sesión de nadie.',
    rotateYoung: (when) =>
      `Una clave siguiente es más reciente de lo que pueden serlo las copias del conjunto de claves: la rotación se rechaza hasta el ${when}.`,
    rotated: 'Ahora firman las claves siguientes.',
    revoke: 'Revocar',
    revokeKey: (kid) => `Revocar ${kid}`,
    revokeTitle: '¿Revocar esta clave?',
    revokeLead: 'Para una clave que otra persona pueda tener. No se puede recuperar. Desde este momento:',
    ends: {
      next: ['no firmará nunca, y se crea otra clave siguiente'],
      current: [
        'se rechaza todo token de acceso y todo token de identidad que firmó, aquí y donde se vuelva a leer el conjunto de claves',
        'firma la clave siguiente',
        'las aplicaciones reciben tokens nuevos cuando vuelven a pedirlos; las sesiones y los tokens de actualización se mantienen',
      ],
      previous: ['se rechaza lo que firmó antes de la rotación y aún no ha caducado'],
    },
    type: (word) => `Escriba ${word} para continuar`,
    confirm: 'Revocar la clave',
    revoked: 'La clave está revocada.',
  },
  features: {
    lead: 'Hasta dónde ha llegado cada función en cada región. Vale para todos los inquilinos de allí, desde la próxima solicitud.',
    region: 'Región',
    stages: { off: 'Desactivada', preview: 'Vista previa', percent: 'Algunos inquilinos', on: 'Activada' },
    stagesHint: {
      off: 'Para ningún inquilino de la región.',
      preview: 'Para los inquilinos que la piden en sus ajustes (preview_features).',
      percent: 'Para una parte de los inquilinos.',
      on: 'Para todos los inquilinos de la región.',
    },
    unset: 'No se ha dicho nada: activada',
    of: (feature, region) => `${feature} en ${region}`,
    percentOf: (feature, region) => `Porcentaje de los inquilinos: ${feature} en ${region}`,
    percent: 'por ciento de los inquilinos',
    save: 'Guardar',
    saved: (feature, region) => `${feature} está fijada en ${region}.`,
    another: 'Otra región',
    add: 'Añadir',
    elsewhere: 'No en este inquilino',
    elsewhereHint:
      'Hasta dónde han llegado las funciones en una región se ve y se cambia en el inquilino que nombra TACIT_OPERATOR_TENANT, o en el servidor:',
    own: 'En qué participa este inquilino mientras una función está en vista previa figura entre sus ajustes.',
  },
};
