/**
 * What a diagnosis answers, for openapi.json.
 */
const TEXT = { type: 'string' } as const;
const PLACE = {
  type: 'object',
  properties: { start: { type: 'integer' }, end: { type: 'integer' } },
} as const;
const VERDICT = { enum: ['wrong', 'risky', 'ignored', 'ok'] } as const;

export const INSPECTION_SCHEMA = {
  type: 'object',
  properties: {
    findings: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...{ code: TEXT, where: TEXT, verdict: VERDICT, sentence: TEXT, section: TEXT, remedy: TEXT },
          refused: { type: 'object', properties: { error: TEXT, error_description: TEXT } },
          ...{ sent: TEXT, registered: { type: 'array', items: TEXT }, left_out: { type: 'integer' } },
          difference: {
            type: 'object',
            properties: { registered: TEXT, character: { type: 'integer' }, what: TEXT },
          },
          at: PLACE,
          fix: {
            type: 'object',
            properties: {
              ...{ kind: TEXT, key: TEXT, patch: { type: 'object' } },
              ...{ yaml: { type: 'array', items: TEXT }, command: TEXT },
            },
          },
        },
      },
    },
    parameters: {
      type: 'array',
      items: { type: 'object', properties: { name: TEXT, verdict: VERDICT, at: PLACE } },
    },
    next: { type: 'object', properties: { kind: TEXT, sentence: TEXT } },
    request: { type: 'object' },
  },
} as const;
