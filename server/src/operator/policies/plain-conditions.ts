/**
 * Conditions of a value that hold no other condition.
 */
import * as v from 'valibot';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Shape } from '../../resources/field.ts';
import type { Finding, Path } from '../../resources/finding.ts';
import { comparable, type ReadCondition, refuse, shownValue, simple } from './breach.ts';

/** A value that the field can have: a slip in a name would make a condition that nothing meets. */
function readValue(said: unknown, shape: Shape, at: Path): Result<unknown, readonly Finding[]> {
  if (shape.tag === 'list' && !Array.isArray(said))
    return refuse('wrong_shape', at, 'is of a list: say it of entries, by each, some or none');
  const parsed = v.safeParse(shape.schema, said, { abortPipeEarly: true });
  if (parsed.success) return ok(said);
  return refuse('wrong_shape', at, parsed.issues.map(({ message }) => message).join('; '));
}

export function readIs(argument: unknown, shape: Shape, at: Path): ReadCondition {
  const read = readValue(argument, shape, at);
  if (!read.ok) return read;
  const meant = comparable(argument);
  const says = `must be ${shownValue(argument)}`;
  return ok(simple((value) => comparable(value) === meant, says, { kind: 'set', value: argument }));
}

export function readOneOf(argument: unknown, shape: Shape, at: Path): ReadCondition {
  if (!Array.isArray(argument) || argument.length === 0)
    return refuse('wrong_shape', at, 'must be a list of values');
  const values: readonly unknown[] = argument;
  const findings = values.flatMap((one, index) => {
    const read = readValue(one, shape, [...at, index]);
    return read.ok ? [] : read.error;
  });
  if (findings.length > 0) return err(findings);
  const meant = values.map(comparable);
  const mend = values.length === 1 ? ({ kind: 'set', value: values[0] } as const) : undefined;
  const says = `must be one of ${values.map(shownValue).join(', ')}`;
  return ok(simple((value) => meant.includes(comparable(value)), says, mend));
}

export function readAbsent(argument: unknown, _: Shape, at: Path): ReadCondition {
  if (typeof argument !== 'boolean') return refuse('wrong_shape', at, 'must be true or false');
  const says = argument ? 'must be absent' : 'must have a value';
  return ok(
    simple((value) => (value === undefined) === argument, says, argument ? { kind: 'unset' } : undefined),
  );
}

export function readMatches(argument: unknown, _: Shape, at: Path): ReadCondition {
  if (typeof argument !== 'string' || argument === '') return refuse('wrong_shape', at, 'must be a pattern');
  const holds = patternOf(argument);
  return ok(simple((value) => typeof value === 'string' && holds(value), `must match ${argument}`));
}

/** Whether a text is as a pattern. Parts are looked for one after the other: no pattern takes more than one walk. */
export function patternOf(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let from = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return from <= end;
  };
}

const HOST = /^(?:\*\.)?[^\s/:*@?#[\]]+$|^\[[0-9a-f:.]+\]$/i;

export function readHosts(argument: unknown, _: Shape, at: Path): ReadCondition {
  const hosts = readTexts(argument, at, (text) =>
    HOST.test(text) && URL.canParse(`https://${text.replace(/^\*\./, '')}`)
      ? undefined
      : 'must be a host, without scheme, port and path: example.com, *.example.com',
  );
  if (!hosts.ok) return hosts;
  const meant = hosts.value.map((text) => ({
    isBelow: text.startsWith('*.'),
    // As an address says it: in lower case, in ASCII.
    name: new URL(`https://${text.replace(/^\*\./, '')}`).hostname,
  }));
  const holds = (value: unknown) => {
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    return meant.some(({ isBelow, name }) =>
      isBelow ? url.hostname.endsWith(`.${name}`) : url.hostname === name,
    );
  };
  return ok(simple(holds, `must be at one of the hosts ${hosts.value.join(', ')}`));
}

export function readSchemes(argument: unknown, _: Shape, at: Path): ReadCondition {
  const schemes = readTexts(argument, at, (text) =>
    /^[a-z][a-z0-9+.-]*$/i.test(text) ? undefined : 'must be a scheme, without a colon: https',
  );
  if (!schemes.ok) return schemes;
  const meant = schemes.value.map((text) => `${text.toLowerCase()}:`);
  const holds = (value: unknown) =>
    typeof value === 'string' && meant.includes(URL.parse(value)?.protocol ?? '');
  return ok(simple(holds, `must have one of the schemes ${schemes.value.join(', ')}`));
}

function readTexts(
  argument: unknown,
  at: Path,
  mistakeIn: (text: string) => string | undefined,
): Result<readonly string[], readonly Finding[]> {
  if (!Array.isArray(argument) || argument.length === 0)
    return refuse('wrong_shape', at, 'must be a list of names');
  const findings = argument.flatMap((one: unknown, index): readonly Finding[] => {
    const message = typeof one === 'string' ? mistakeIn(one) : 'must be text';
    return message === undefined ? [] : [{ code: 'wrong_shape', path: [...at, index], message }];
  });
  return findings.length > 0 ? err(findings) : ok(argument.map(String));
}

type Bound = { readonly shape: Shape; readonly at: Path; readonly isMost: boolean };

export function readBound(argument: unknown, { shape, at, isMost }: Bound): ReadCondition {
  if (typeof argument !== 'number' || !Number.isSafeInteger(argument))
    return refuse('wrong_shape', at, 'must be a whole number');
  const says = `must ${shape.tag === 'list' ? 'have' : 'be'} at ${isMost ? 'most' : 'least'} ${argument}`;
  const holds = (value: unknown) => {
    const count = Array.isArray(value) ? value.length : value;
    return typeof count === 'number' && (isMost ? count <= argument : count >= argument);
  };
  const mend = shape.tag === 'whole' ? ({ kind: 'set', value: argument } as const) : undefined;
  return ok(simple(holds, says, mend));
}
