/**
 * One thing that an API of ours does, described once: who may, what is said, what is answered. The door, the OpenAPI document, the
 * matrix of scopes and the reference are made of these rows; those of the Management API here, those of the My Account API in `me`.
 */
import type { Exchange } from '../deps.ts';
import type { Result } from '../protocol/result.ts';
import { type Fields, isRecordOf, type JsonSchema, type RecordOf } from '../resources/field.ts';
import type { Values } from '../resources/kind.ts';
import type { ManagementScope, OperatorScope } from '../resources/tenant/management-api.ts';
import type { Problem } from './problem.ts';

const NO_FIELDS: Fields = {};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who asks, by their access token. */
export type Access = {
  readonly client_id: string;
  /** The End-User, or the client itself: `<client_id>@clients`. */
  readonly sub: string;
  readonly scope: ReadonlySet<string>;
  /** The tenant it is of, `<name>.<region>`, where that is the operators' and not the one that is asked about. */
  readonly from?: string;
};

export type Asked<Query = Values, Body = Values, Who = Access> = {
  readonly exchange: Exchange;
  readonly access: Who;
  /** What stands in the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Of a body that is described by fields; of a kind's the document as it came. */
  readonly body: Body;
  /** Of `If-Match`: the version that the change was decided on. */
  readonly version: number | undefined;
};

export type Answer = {
  readonly status: number;
  /** Absent: there is no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent as it comes, instead of a body (`answersAs`). */
  readonly events?: AsyncIterable<string>;
};

type Handle<Query, Body, Who> = (asked: Asked<Query, Body, Who>) => Promise<Result<Answer, Problem>>;

/** Who asks, as the audit log names them: whoever comes from the operators' tenant with that. */
export function actorOf({ sub, from }: Access): string {
  return from === undefined ? sub : `${sub} of ${from}`;
}

/** A document that its operation reads itself, as those of kinds; a list as `{ list }`; `multipart` while it arrives. */
export type OwnBody = { readonly reads: 'object' | 'list' | 'multipart'; readonly schema: JsonSchema };

/** A body: a document, or fields that the door reads. */
export type BodyOf = OwnBody | Fields;

/** An operation of an API with these scopes, asked for by somebody like this. */
export type OperationOf<Scope extends string, Who> = {
  /** Noun and verb, `clients_list`: what a generated client calls it. A new name breaks them. */
  readonly id: string;
  readonly method: Method;
  /** `/clients/{id}`, below the root of the API. */
  readonly path: string;
  readonly sentence: string;
  /** Any of them opens it. */
  readonly scopes: readonly Scope[];
  readonly query: Fields;
  readonly body?: BodyOf;
  /** The body is a list, which the one field of it, `list`, describes. */
  readonly isListBody?: true;
  /** By status, what a success holds; undefined: nothing. */
  readonly answers: Readonly<Record<number, JsonSchema | undefined>>;
  /** What its success is, where that is no JSON. */
  readonly answersAs?: 'text/event-stream';
  readonly handle: Handle<Values, Values, Who>;
};

export type Operation = OperationOf<ManagementScope | OperatorScope, Access>;

type Described<Q extends Fields, B extends Fields, Scope extends string, Who> = Omit<
  OperationOf<Scope, Who>,
  'query' | 'body' | 'handle'
> & {
  readonly query?: Q;
  readonly body?: B;
  readonly handle: Handle<RecordOf<Q>, RecordOf<B>, Who>;
};

/** A row of the table, whose handler knows what its query and body hold. */
export const operation = operationBy<ManagementScope | OperatorScope, Access>();

/** What makes the rows of an API. */
export function operationBy<Scope extends string, Who>() {
  return <const Q extends Fields, const B extends Fields>(
    described: Described<Q, B, Scope, Who>,
  ): OperationOf<Scope, Who> => {
    const { query, body, handle, ...rest } = described;
    return {
      ...rest,
      query: query ?? NO_FIELDS,
      ...(body === undefined ? {} : { body }),
      handle(asked) {
        const fields = { query: query ?? NO_FIELDS, body: body ?? NO_FIELDS };
        if (!holds<Q>(fields.query, asked.query) || !holds<B>(fields.body, asked.body))
          throw new Error('The door reads what an operation describes before it calls it.');
        return handle({ ...asked, query: asked.query, body: asked.body });
      },
    };
  };
}

function holds<F extends Fields>(fields: Fields, value: Values): value is RecordOf<F> {
  return isRecordOf(fields, value);
}

export function isOwnBody(body: BodyOf): body is OwnBody {
  return typeof body['reads'] === 'string';
}
