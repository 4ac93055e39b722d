/**
 * What is said of a policy that does not hold, on the terminal and in the report for CI alike.
 */
import type { Counterexample, TestedPolicy } from '@tacit/server/operator';

/** Longer than this a value says no more to anybody who reads it. */
const MAX_VALUE = 120;

/** `spa in acme.us: callbacks[1] "http://localhost/cb" must be at one of the hosts example.com`. */
function sentenceOf({ tenant, key, field, value, says }: Counterexample): string {
  const where = tenant === undefined ? '' : ` in ${tenant}`;
  const whose = key.length === 0 ? where.trimStart() : `${key.join(' ')}${where}`;
  const text = value === undefined ? '(none)' : JSON.stringify(value);
  const shown = text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}...` : text;
  const what = field === undefined ? [] : [field, shown];
  return [...(whose === '' ? [] : [`${whose}:`]), ...what, says].join(' ');
}

/** What a policy that holds nothing says. */
function emptySentence({ about, of }: TestedPolicy): string {
  return `looks at nothing: none of ${of} ${about} is meant, so it holds whatever happens. Say may_be_empty: true where that is right.`;
}

/** Why a policy does not hold, and what helps; `file` is the `tacit.yaml` that was tested, if it was one. */
export function failureLines(policy: TestedPolicy, file: string | undefined): readonly string[] {
  const { outcome, counterexamples, left_out } = policy;
  return [
    ...(outcome === 'empty' ? [emptySentence(policy)] : []),
    ...counterexamples.flatMap((one) => counterexampleLines(one, file)),
    ...(left_out === 0 ? [] : [`and ${left_out} more`]),
  ];
}

function counterexampleLines(one: Counterexample, file: string | undefined): readonly string[] {
  const { place, request, helps, alike = 0 } = one;
  return [
    sentenceOf(one),
    ...(place === undefined
      ? []
      : [`  stands at: ${file === '-' ? 'stdin' : file}:${place.line}:${place.column}`]),
    ...(request === undefined ? [] : [`  request: ${request}`]),
    ...(helps === undefined ? [] : [`  what helps: ${helps}`]),
    ...(alike === 0 ? [] : [`  the same of ${alike} more ${alike === 1 ? 'scope' : 'scopes'} of the API`]),
  ];
}
