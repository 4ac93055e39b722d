/**
 * What was found, in its order and with its places, and the verdict on each parameter that was sent (RFC 6749 §3.1).
 */
import type { Finding } from './finding.ts';
import { type Place, placeOfCharacter, type Sent, sentIn } from './places.ts';
import type { Verdict } from './remarks.ts';

export type FoundAt = Finding & { readonly at?: Place };

export type Verdicts = {
  /** What is wrong first, in the order in which the door refuses by it; then what is risky, what nobody reads, what is right. */
  readonly findings: readonly FoundAt[];
  /** Each parameter that was sent, once, in its order. */
  readonly parameters: readonly { readonly name: string; readonly verdict: Verdict; readonly at: Place }[];
};

const ORDER: readonly Verdict[] = ['wrong', 'risky', 'ignored', 'ok'];

/** Of a query, which begins at `from` of the text. */
export function verdictsOf(found: readonly Finding[], text: string, from = 0): Verdicts {
  const sent = sentIn(text, from);
  const findings = ORDER.flatMap((verdict) => found.filter((one) => one.verdict === verdict));
  return {
    findings: findings.map((one) => ({ ...one, ...placeOf(one, text, sent) })),
    parameters: sent
      .filter(({ name }, index) => sent.findIndex((one) => one.name === name) === index)
      .map(({ name, place }) => ({ name, verdict: worstOf(name, findings), at: place })),
  };
}

function worstOf(name: string, findings: readonly Finding[]): Verdict {
  return findings.find(({ where }) => where === name)?.verdict ?? 'ok';
}

function placeOf(
  { where, difference }: Finding,
  text: string,
  sent: readonly Sent[],
): { readonly at?: Place } {
  const of = sent.find(({ name }) => name === where);
  if (!of) return {};
  return { at: difference ? placeOfCharacter(text, of.value, difference.character) : of.place };
}
