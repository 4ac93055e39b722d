/**
 * The name by which somebody signs in who has no address, or does not want to type it.
 */
import * as v from 'valibot';
import { canonicalUsername } from '../../protocol/end-user/end-user.ts';
import type { Shape } from '../field.ts';

const MAX_USERNAME = 128;

/** Letters, digits and what joins them. No `@`: what has one is an address, and nobody signs in as somebody else by it. */
const USERNAME = /^[\p{L}\p{M}\p{N}_.+!#$'^`~-]+$/u;

const message = "must be letters, digits and _ . + ! # $ ' ^ ` ~ - without spaces";

/** A user name; it is kept in its one spelling, whichever one is written. */
export const username: Shape<string> = {
  tag: 'text',
  schema: v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(MAX_USERNAME, `must have at most ${MAX_USERNAME} characters`),
    v.check((value) => value.isWellFormed(), message),
    v.transform(canonicalUsername),
    v.regex(USERNAME, message),
    v.maxLength(MAX_USERNAME, `must have at most ${MAX_USERNAME} characters`),
  ),
  says: `at most ${MAX_USERNAME} letters, digits and _ . + ! # $ ' ^ \` ~ -`,
  json: { type: 'string', minLength: 1, maxLength: MAX_USERNAME },
};
