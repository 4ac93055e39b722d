/**
 * Rules that kinds share: what a field of addresses may hold, what stands beside what, which names are taken.
 */

import { isScopeToken } from '../protocol/authorization/scope-token.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { isOwnName, type Named, type NameKind, nameMistake, namesOf } from '../protocol/tenant/names.ts';
import type { Judged, Rule, Values } from './kind.ts';

type Read = (value: string, record: Values) => Result<unknown, string>;

/** Judges each of the texts that some fields hold, one or a list of them. */
export function eachOf(code: string, fields: readonly string[], read: Read): Rule {
  return {
    code,
    judge: ({ record }) =>
      fields.flatMap((name) =>
        textsOf(record[name]).flatMap(([value, ...place]) => {
          const judged = read(value, record);
          return judged.ok ? [] : [{ path: [name, ...place], message: judged.error }];
        }),
      ),
  };
}

/** The texts in a value, with their places where it is a list. */
export function textsOf(value: unknown): readonly (readonly [text: string, ...place: readonly number[]])[] {
  if (typeof value === 'string') return [[value]];
  return Array.isArray(value)
    ? value.flatMap((one, index) => (typeof one === 'string' ? [[one, index] as const] : []))
    : [];
}

/** No entry of the lists is there twice. */
export function noneTwice(fields: readonly string[]): Rule {
  return {
    code: 'listed_twice',
    judge: ({ record }) =>
      fields.flatMap((name) =>
        textsOf(record[name]).flatMap(([value, place], _, all) =>
          place !== undefined && all.findIndex(([one]) => one === value) < place
            ? [{ path: [name, place], message: 'is listed twice' }]
            : [],
        ),
      ),
  };
}

type Broken = (judged: Judged) => boolean;

/** What is wrong although each field is right: where it is said, and what. */
export function together(code: string, name: string, rule: { message: string; isBroken: Broken }): Rule {
  return {
    code,
    judge: (judged) => (rule.isBroken(judged) ? [{ path: [name], message: rule.message }] : []),
  };
}

/** RFC 6749 §3.3. */
export function scopeToken(value: string): Result<string, string> {
  return isScopeToken(value) ? ok(value) : err('has a character that a scope cannot have (RFC 6749 §3.3)');
}

/** A name is one thing in a tenant, where the issuers have names as well (protocol/names.ts). */
export function ownName(kind: Named, field: string): Rule {
  const names = (record: Values) => {
    const id = record[field];
    return typeof id === 'string' ? namesOf(kind, id) : [];
  };
  return {
    code: 'name_taken',
    reads: ({ record }) => ({ names: names(record).map(({ name }) => name) }),
    judge: ({ record }, { taken, tenant, otherTenants }) => {
      const issuers = [...(tenant ? [tenant] : []), ...otherTenants].map(({ issuer }) => issuer);
      const said = names(record)
        .map(({ name, kind }) =>
          isOwnName(name, issuers) ? 'is a name of the server itself' : other(kind, taken(name)),
        )
        .find((mistake) => mistake !== undefined);
      return said === undefined ? [] : [{ path: [field], message: said }];
    },
  };
}

function other(kind: NameKind, taken: NameKind | undefined): string | undefined {
  return taken === undefined || taken === kind ? undefined : nameMistake(kind, taken);
}
