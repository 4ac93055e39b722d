/**
 * What Auth0's Management API has and this one has not, and why: 501 with the sentence. What is only read to see whether there is any
 * is answered: there is none. (Auth0's tools take a 501 for an outage, and ask up to ten times more, minutes long, before they go on.)
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import { isSame } from '../../resources/computed/change.ts';
import type { Answer, Method } from '../operation.ts';
import { type Problem, problem } from '../problem.ts';
import { ABSENT_FAMILIES } from './absent-families.ts';

export type Absent = {
  readonly method: Method;
  /** `/organizations/{id}`, below `/api/v2`. */
  readonly path: string;
  readonly why: string;
  /** What is answered where there is nothing to read. */
  readonly none?: unknown;
};

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whoever says that there is none says what is so: a tool that has read it writes it again. */
const MAY_SAY_SO: ReadonlySet<Method> = new Set<Method>(['GET', 'PUT', 'PATCH']);

export const ABSENT: readonly Absent[] = ABSENT_FAMILIES.flatMap(({ why, paths, none = {} }) =>
  paths.flatMap((line) => {
    const words = line.split(' ');
    const path = words.at(-1) ?? '';
    return METHODS.filter((method) => words.includes(method)).map((method) => ({
      ...{ method, path, why },
      ...(MAY_SAY_SO.has(method) && Object.hasOwn(none, path) ? { none: none[path] } : {}),
    }));
  }),
);

/** That there is none, or why there is no such thing. `sent` is the body of a change. */
export function answerAbsent({ method, why, none }: Absent, sent: unknown): Result<Answer, Problem> {
  const isSo = none !== undefined && (method === 'GET' || isSame(sent, none));
  return isSo ? ok({ status: 200, body: none }) : err(problem(501, 'not_here', why));
}
