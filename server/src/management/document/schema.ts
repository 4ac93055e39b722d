/**
 * JSON Schemas of what the API takes and gives, of the descriptions of kinds.
 */
import { type Named, namesAt } from '../../resources/computed/names.ts';
import type { JsonSchema } from '../../resources/field.ts';
import type { Guarded } from '../guarded.ts';
import { kindHere, type Shown } from '../records.ts';

/** `made`: what is told of a record when it is made or changed, a new secret among it. */
export type Use = 'read' | 'made' | 'create' | 'change';

/** Which fields a document has, by what it is for. */
const HAS: Readonly<Record<Use, (named: Named) => boolean>> = {
  read: ({ field }) => field.presence !== 'secret' && field.hidden !== true,
  made: ({ field }) => field.hidden !== true,
  create: ({ field }) => field.computed !== true,
  change: ({ field }) => field.computed !== true,
};

const IS_ANSWER: ReadonlySet<Use> = new Set<Use>(['read', 'made']);

/** The document of a kind: what is answered, or what is sent to make or change one. */
export function documentSchema(family: Shown, use: Use): JsonSchema {
  const { noun, inert, unsaid, beside = {}, guarded } = family;
  const properties: Record<string, unknown> = {};
  const names = namesAt('auth0', kindHere(family)).filter(HAS[use]);
  for (const named of names) put(properties, named.path, fieldSchema(named, use));
  const only = IS_ANSWER.has(use) ? inert : { ...inert, ...unsaid };
  for (const [name, value] of Object.entries(only ?? {}))
    put(properties, name.split('.'), inertSchema(value));
  const extra = IS_ANSWER.has(use)
    ? Object.entries(beside).map(([name, { shape, sentence }]) => [
        name,
        { ...shape.json, description: sentence },
      ])
    : [];
  return {
    title: use === 'read' ? noun : `${noun}_${use}`,
    type: 'object',
    properties: withGuards({ ...Object.fromEntries(extra), ...properties }, guarded, use),
    additionalProperties: false,
  };
}

/** What each use of a member that wants a scope of its own is told of it. */
const SAYS_OF: ReadonlyMap<Use, readonly [of: 'read' | 'change', says: string]> = new Map([
  ['read', ['read', 'To see it']],
  ['change', ['change', 'To change it']],
] as const);

function withGuards(
  properties: Readonly<Record<string, unknown>>,
  guarded: Guarded | undefined,
  use: Use,
): Readonly<Record<string, unknown>> {
  const [of, says] = SAYS_OF.get(use) ?? [];
  if (!of || !guarded) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const needed = guarded.members[name]?.[of];
      const { description } = Object(schema);
      return [
        name,
        needed
          ? { ...Object(schema), description: `${description} ${says}: ${needed.join(' or ')}.` }
          : schema,
      ];
    }),
  );
}

function fieldSchema({ field, isListed }: Named, use: Use): JsonSchema {
  const { json } = field.shape;
  const schema = isListed ? { type: 'array', items: json, maxItems: 1 } : json;
  const written = IS_ANSWER.has(use) || field.presence === 'required' ? schema : nullable(schema);
  return { ...written, description: field.sentence };
}

/** `null` asks for the default. */
function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}

function inertSchema(value: unknown): JsonSchema {
  return { const: value, description: 'Has no other value here.' };
}

function put(
  properties: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  schema: JsonSchema,
): void {
  if (rest.length === 0) {
    properties[name] = schema;
    return;
  }
  const inner = Object(properties[name])['properties'] ?? {};
  put(inner, rest, schema);
  properties[name] = { type: 'object', properties: inner, additionalProperties: false };
}
