/**
 * A field of what is administered, described once: its names, its shape, its default, a sentence, and what it is. All else
 * (files, requests, plans, commands, references) is computed from it.
 */
import type { GenericSchema } from 'valibot';

export type ShapeTag =
  | 'boolean'
  | 'text'
  | 'uri'
  | 'whole'
  | 'one_of'
  | 'list'
  | 'record'
  | 'map'
  | 'jwk_set'
  | 'metadata';

/** A JSON Schema (2020-12), as OpenAPI 3.1 has them. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type Shape<T = unknown> = {
  readonly tag: ShapeTag;
  readonly schema: GenericSchema<unknown, T>;
  /** What may be written, for the reader of a reference: `text of at most 255 characters`. */
  readonly says: string;
  /** What of it a JSON Schema can say; whatever the schema takes, this takes. */
  readonly json: JsonSchema;
  /** Of `one_of`. */
  readonly names?: readonly string[];
  /** Of `list`. */
  readonly item?: Shape;
  /** Of `record`. */
  readonly fields?: Fields;
};

/** Whether a record has it: always, for somebody must say it or it has a default; only where it was said; never, for it is kept hashed or sealed. */
type Presence = 'required' | 'default' | 'optional' | 'secret';

type About = {
  /** For the reader of the reference, the help and the form. */
  readonly sentence: string;
  /** Auth0's name where it is another one than ours: `jwt_configuration.alg`. With `[]` behind it, a list of one there. */
  readonly auth0?: string;
  /** The name by which a client registers it itself (RFC 7591 §2); absent: it cannot. */
  readonly rfc7591?: string;
  /** What it must not be changed to once it is made is anything else. */
  readonly createOnly?: true;
  /** Weakens a protection: named so, warned about when the server starts. */
  readonly unsafe?: true;
  /** The End-User may change it on the account page. */
  readonly selfService?: true;
  /** Names the algorithm that tokens are signed by: the tenant has keys of it for as long as a record asks for them. */
  readonly signs?: true;
  /** Of what the server alone writes: it keeps it for itself, and no door shows it. */
  readonly hidden?: true;
};

export type Field<T = unknown, P extends Presence = Presence> = About & {
  readonly shape: Shape<T>;
  readonly presence: P;
  readonly default?: T;
  /** Only the server writes it. */
  readonly computed?: true;
};

export type Fields = Readonly<Record<string, Field>>;

/** Somebody must say it. */
export function required<T>(shape: Shape<T>, about: About): Field<T, 'required'> {
  return { ...about, shape, presence: 'required' };
}

/** What is not said is this. */
export function withDefault<T>(shape: Shape<T>, value: NoInfer<T>, about: About): Field<T, 'default'> {
  return { ...about, shape, presence: 'default', default: value };
}

/** What is not said is not there. */
export function optional<T>(shape: Shape<T>, about: About): Field<T, 'optional'> {
  return { ...about, shape, presence: 'optional' };
}

/** Told once and read by nobody afterwards. */
export function secret<T>(shape: Shape<T>, about: About): Field<T, 'secret'> {
  return { ...about, shape, presence: 'secret' };
}

/** What every record has and nobody says: the server gives it. */
export function given<T>(shape: Shape<T>, about: About): Field<T, 'required'> {
  return { ...about, shape, presence: 'required', computed: true };
}

/** What the server writes where there is something to write. */
export function computed<T>(shape: Shape<T>, about: About): Field<T, 'optional'> {
  return { ...about, shape, presence: 'optional', computed: true };
}

type ValueOf<F> = F extends Field<infer T, Presence> ? T : never;

type NamesWith<F extends Fields, P extends Presence> = {
  [Name in keyof F]: F[Name]['presence'] extends P ? Name : never;
}[keyof F];

/** The record that some fields describe. */
export type RecordOf<F extends Fields> = {
  readonly [Name in NamesWith<F, 'required' | 'default'>]: ValueOf<F[Name]>;
} & {
  readonly [Name in NamesWith<F, 'optional'>]?: ValueOf<F[Name]>;
};

/** What a record has that says nothing. */
export type DefaultsOf<F extends Fields> = {
  readonly [Name in NamesWith<F, 'default'>]: ValueOf<F[Name]>;
};

/** The value of every field that has a default. */
export function defaultsOf<const F extends Fields>(fields: F): DefaultsOf<F> {
  const defaults = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.presence === 'default' ? [[name, field.default]] : [],
    ),
  );
  if (!hasDefaults(fields, defaults)) throw new Error('The defaults of a kind are made from its own table.');
  return defaults;
}

function hasDefaults<F extends Fields>(
  fields: F,
  value: Readonly<Record<string, unknown>>,
): value is DefaultsOf<F> {
  return Object.entries(fields).every(([name, { presence }]) => presence !== 'default' || name in value);
}

/** Whether values hold what every record of the kind has. */
export function isRecordOf<F extends Fields>(
  fields: F,
  value: Readonly<Record<string, unknown>>,
): value is RecordOf<F> {
  return Object.entries(fields).every(
    ([name, { presence }]) => presence === 'optional' || presence === 'secret' || name in value,
  );
}
