/**
 * Documents of Auth0 that are views of the settings of a tenant: read from them, and a change of them. A view is a table of members;
 * each is a setting by another name, or said in another way.
 */
import * as v from 'valibot';
import type { Exchange } from '../deps.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { putAt } from '../resources/computed/document.ts';
import { type Field, isRecordOf, type JsonSchema, type Shape } from '../resources/field.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';
import { isMapping, unknownField } from '../resources/shape.ts';
import type { ManagementScope } from '../resources/tenant/management-api.ts';
import type { TenantSettings } from '../resources/tenant/settings.ts';
import { withInert, withoutInert } from './inert.ts';
import type { Answer, Method, Operation } from './operation.ts';
import type { Mistake } from './problem.ts';
import { PROJECTION_FIELDS, project } from './projection.ts';
import { etag } from './records.ts';
import { reviseSettings, settingsNow } from './settings-changes.ts';

export type Member = {
  /** The setting, or its member: `branding.logo_url`. */
  readonly at: string;
  /** Absent: that of the setting. */
  readonly shape?: Shape;
  readonly sentence?: string;
  /** How Auth0 says what the setting says; undefined: it is not there. */
  readonly of?: (settings: TenantSettings) => unknown;
  /** What the setting is to be. */
  readonly says?: (value: unknown, settings: TenantSettings) => unknown;
  /** Why it cannot be said; undefined: it can. */
  readonly mistake?: (value: unknown, settings: TenantSettings) => string | undefined;
};

export type View = {
  /** By the path of the member in Auth0's document: `colors.primary`. */
  readonly members: Readonly<Record<string, Member>>;
  readonly inert?: Values;
  /** What may be said as the one value that is true here, and is not answered. */
  readonly unsaid?: Values;
};

/** The document of a view. */
export function viewOf({ members, inert }: View, settings: TenantSettings): Values {
  const document: Record<string, unknown> = {};
  for (const [path, { at, of }] of Object.entries(members)) {
    const value = of ? of(settings) : valueAt(settings, at.split('.'));
    if (value !== undefined) putAt(document, path.split('.'), value);
  }
  return withInert(document, inert);
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (isMapping(at) ? at[step] : undefined), values);
}

type Read = { readonly said: Values; readonly mistakes: readonly Mistake[] };

/** What a document of a view says of the settings. */
export function readView(view: View, document: Values, settings: TenantSettings): Read {
  const { members } = view;
  const inert = { ...view.inert, ...view.unsaid };
  const { kept, mistakes } = withoutInert(document, inert);
  const said: Record<string, unknown> = {};
  const found: Mistake[] = [...mistakes];
  for (const [path, value] of leaves(kept, new Set([...Object.keys(members), ...Object.keys(inert)]))) {
    const name = path.join('.');
    // Of a group with such members, null says that there is nothing of them.
    if (value === null && Object.hasOwn(inert, name)) continue;
    const member = members[name];
    const read = member ? readMember(member, value, settings) : strange(path, members, inert);
    if (read.ok) putAt(said, (member?.at ?? '').split('.'), read.value);
    else found.push(...read.error.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] })));
  }
  return { said, mistakes: found };
}

/** The members of a document that are members of the view, or of nothing. */
function* leaves(
  document: Values,
  known: ReadonlySet<string>,
  at: readonly string[] = [],
): Iterable<readonly [readonly string[], unknown]> {
  for (const [name, value] of Object.entries(document)) {
    const path = [...at, name];
    const isAbove = [...known].some((one) => one.startsWith(`${path.join('.')}.`));
    if (isAbove && value === null) {
      for (const one of known) if (one.startsWith(`${path.join('.')}.`)) yield [one.split('.'), null];
    } else if (isAbove && isMapping(value)) yield* leaves(value, known, path);
    else yield [path, value];
  }
}

function strange(path: readonly string[], members: View['members'], inert: Values) {
  const above = path.slice(0, -1);
  const known = [...Object.keys(members), ...Object.keys(inert)]
    .map((name) => name.split('.'))
    .filter((steps) => above.every((step, index) => steps[index] === step))
    .map((steps) => steps[above.length] ?? '');
  const message = unknownField(path.at(-1) ?? '', [...new Set(known)]);
  return err([{ code: 'unknown_field', path: [], message }]);
}

function readMember(
  member: Member,
  value: unknown,
  settings: TenantSettings,
): Result<unknown, readonly Mistake[]> {
  if (value === null) return ok(null);
  const parsed = v.safeParse(shapeOf(member).schema, value, { abortPipeEarly: true });
  if (parsed.success) {
    const message = member.mistake?.(parsed.output, settings);
    if (message !== undefined) return err([{ code: 'not_here', path: [], message }]);
    return ok(member.says ? member.says(parsed.output, settings) : parsed.output);
  }
  return err(
    parsed.issues.map(({ message, path = [] }) => ({
      code: 'wrong_shape',
      path: path.map(({ key }) => (typeof key === 'number' ? key : String(key))),
      message,
    })),
  );
}

function shapeOf({ at, shape }: Member): Shape {
  return shape ?? fieldAt(at).shape;
}

/** The field of a setting, or of a member of it. */
function fieldAt(at: string): Field {
  const [name = '', member] = at.split('.');
  const field = KINDS.settings.fields[name];
  const found = member === undefined ? field : field?.shape.fields?.[member];
  if (!found) throw new Error(`A view names the setting ${at}, which there is not.`);
  return found;
}

/** The JSON Schema of a view. */
export function viewSchema({ members, inert, unsaid }: View): JsonSchema {
  const properties: Record<string, unknown> = {};
  for (const [path, member] of Object.entries(members)) {
    const { json } = shapeOf(member);
    const description = member.sentence ?? fieldAt(member.at).sentence;
    putAt(properties, inProperties(path), { anyOf: [json, { type: 'null' }], description });
  }
  for (const [path, value] of Object.entries({ ...inert, ...unsaid }))
    putAt(properties, inProperties(path), { const: value, description: 'Has no other value here.' });
  return { type: 'object', properties };
}

function inProperties(path: string): readonly string[] {
  return path.split('.').flatMap((step, index) => (index === 0 ? [step] : ['properties', step]));
}

/** Where a setting stands in the document of a view. */
export function namedIn({ members }: View) {
  return (path: Mistake['path']): Mistake['path'] => {
    const steps = path.map(String);
    const found = Object.entries(members).find(([, { at }]) => {
      const own = at.split('.');
      return own.every((step, index) => steps[index] === step);
    });
    return found ? [...found[0].split('.'), ...path.slice(found[1].at.split('.').length)] : path;
  };
}

type Door = {
  readonly id: string;
  readonly path: string;
  /** What is shown: `the settings of the tenant`. */
  readonly what: string;
  readonly read: ManagementScope;
  readonly update: ManagementScope;
  /** Absent: PATCH. */
  readonly by?: Extract<Method, 'PATCH' | 'PUT'>;
  /** Members that are computed of something else than the settings. */
  readonly beside?: (exchange: Exchange) => Values;
};

/** Showing a view, and changing it. */
export function viewOperations(view: View, door: Door): readonly Operation[] {
  const { id, path, what, beside = () => ({}) } = door;
  const answers = { 200: viewSchema(view) };
  const answer = (settings: TenantSettings, exchange: Exchange): Answer => ({
    status: 200,
    body: { ...viewOf(view, settings), ...beside(exchange) },
  });
  return [
    {
      ...{ id: `${id}_show`, method: 'GET', path, sentence: `Shows ${what}.`, scopes: [door.read] },
      ...{ query: PROJECTION_FIELDS, answers },
      async handle({ exchange, query }) {
        if (!isRecordOf(PROJECTION_FIELDS, query)) throw new Error('The door reads the query of a view.');
        const found = await settingsNow(exchange);
        if (!found.ok) return found;
        const { settings, version } = found.value;
        const body = { ...viewOf(view, settings), ...beside(exchange) };
        return ok({ status: 200, body: project(body, query), headers: etag(version) });
      },
    },
    {
      ...{ id: `${id}_update`, method: door.by ?? 'PATCH', path, sentence: `Changes ${what}.` },
      ...{ scopes: [door.update], query: {}, answers },
      body: { reads: 'object', schema: viewSchema(view) },
      async handle({ exchange, access, body, version }) {
        const changed = await reviseSettings(
          { exchange, access, version },
          (settings) => ok(readView(view, body, settings)),
          namedIn(view),
        );
        return changed.ok ? ok(answer(changed.value, exchange)) : changed;
      },
    },
  ];
}
