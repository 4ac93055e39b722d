/**
 * From `openapi.json` to what the dashboard's client is made of: a row an operation, and the types of what is said and answered.
 */

type Schema = { readonly [keyword: string]: unknown };

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};

type Operation = {
  readonly operationId: string;
  readonly security: readonly { readonly bearer: readonly string[] }[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};

export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The text of `src/api/operations.gen.ts`. */
export function writeOperations({ paths, components }: Document, scopes: readonly string[]): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({ path, method, operation })),
  );
  return [
    '// Made of docs/reference/openapi.json by generate.ts: do not edit.\n',
    ...Object.entries(components.schemas).map(
      ([name, schema]) => `export type ${typeName(name)} = ${typeOf(schema)};\n`,
    ),
    'export type Operations = {',
    ...operations.map(({ operation }) => typesOf(operation)),
    '};\n',
    '/** Method, path, and the scopes of which any one opens it. */',
    'export const OPERATIONS = {',
    ...operations.map(
      ({ path, method, operation: { operationId, security } }) =>
        `  ${operationId}: ['${method.toUpperCase()}', '${path}', ${JSON.stringify(security.flatMap(({ bearer }) => bearer))}],`,
    ),
    '} as const satisfies Readonly<Record<keyof Operations, readonly [string, string, readonly string[]]>>;\n',
    '/** Every scope that there is, those of operations that are not here as well. */',
    `export const SCOPES = '${scopes.join(' ')}';\n`,
  ].join('\n');
}

function typesOf({ operationId, parameters = [], requestBody, responses }: Operation): string {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const [body] = Object.values(requestBody?.content ?? {});
  const [answer] = Object.values(success?.content ?? {});
  const members = [
    `path: ${parametersType(parameters, 'path')}`,
    `query: ${parametersType(parameters, 'query')}`,
    `body: ${body ? typeOf(body.schema) : 'undefined'}`,
    `answer: ${answer ? typeOf(answer.schema) : 'undefined'}`,
  ];
  return `  ${operationId}: { ${members.join('; ')} };`;
}

function parametersType(parameters: readonly Parameter[], place: string): string {
  const named = parameters.filter((one) => one.in === place);
  if (named.length === 0) return 'Record<never, never>';
  return membersType(named.map(({ name, required, schema }) => [name, schema, required === true]));
}

function membersType(members: readonly (readonly [string, Schema, boolean])[]): string {
  const written = members.map(
    ([name, schema, isRequired]) =>
      `readonly ${/^\w+$/.test(name) ? name : `'${name}'`}${isRequired ? '' : '?'}: ${typeOf(schema)}`,
  );
  return `{ ${written.join('; ')} }`;
}

/** `client_create` -> `ClientCreate`. */
function typeName(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const PRIMITIVES: ReadonlyMap<unknown, string> = new Map([
  ['string', 'string'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
]);

/** The TypeScript of a schema; what it says no type can (patterns, limits) is the server's to judge. */
function typeOf(schema: Schema): string {
  const { $ref, enum: values, const: value, anyOf, oneOf, type, items } = schema;
  if (typeof $ref === 'string') return typeName($ref.slice($ref.lastIndexOf('/') + 1));
  if (Array.isArray(values)) return values.map((one) => JSON.stringify(one)).join(' | ');
  if (value !== undefined) return JSON.stringify(value);
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.map((one) => `(${typeOf(one)})`).join(' | ');
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one })).join(' | ');
  if (type === 'array') return `readonly (${isSchema(items) ? typeOf(items) : 'unknown'})[]`;
  if (type === 'object') return objectType(schema);
  return PRIMITIVES.get(type) ?? 'unknown';
}

function objectType({ properties, required, additionalProperties }: Schema): string {
  const names = Array.isArray(required) ? required : [];
  if (!isSchema(properties)) {
    const others = isSchema(additionalProperties) ? typeOf(additionalProperties) : 'unknown';
    return `Readonly<Record<string, ${others}>>`;
  }
  const members = Object.entries(properties).flatMap(([name, schema]) =>
    isSchema(schema) ? [[name, schema, names.includes(name)] as const] : [],
  );
  return membersType(members);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
