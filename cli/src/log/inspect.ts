/**
 * `tacit inspect`: a request with a mark under each place where something is to be said, and what helps.
 */
import type { InspectedAddress, InspectedFinding } from '@tacit/server/operator';
import { findOperator } from '../operator.ts';
import { complain, printJson, say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';

export type InspectChoice = {
  readonly address: string;
  readonly tenant?: string | undefined;
  readonly json?: boolean | undefined;
};

/** Prints what is found; 1 where something is wrong, or nothing could be looked at. */
export async function inspect({ address, tenant, json }: InspectChoice): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const found = await operator.inspectAddress({ address, tenant });
  if (!found.ok) {
    complain([found.error]);
    return 1;
  }
  if (json) printJson(found.value);
  else say(linesOf(address, found.value));
  return found.value.findings.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
}

/** As ECMA-48 has them; none where nobody sees them. */
const COLOURS = { wrong: 31, risky: 33, ignored: 90, ok: 32 } as const;

function coloured(text: string, verdict: InspectedFinding['verdict']): string {
  const isSeen = ownTerminal().stdout.isTTY && !ownTerminal().env['NO_COLOR'];
  return isSeen ? `\u001b[${COLOURS[verdict]}m${text}\u001b[0m` : text;
}

function linesOf(
  address: string,
  { tenant, findings, parameters, next }: InspectedAddress,
): readonly string[] {
  const others = findings.filter(({ where }) => !parameters.some(({ name }) => name === where));
  return [
    `A request to ${tenant}`,
    '',
    ...parameters.flatMap(({ name, verdict, at }) => {
      const own = findings.filter(({ where }) => where === name);
      const pair = printable(address.slice(at.start, at.end));
      return [
        `${coloured(verdict.padEnd(8), verdict)}${pair}`,
        ...own.flatMap((one) => linesOfFinding(one, at.start)),
      ];
    }),
    ...others.flatMap((one) => [
      `${coloured(one.verdict.padEnd(8), one.verdict)}${one.where}`,
      ...linesOfFinding(one, 0),
    ]),
    '',
    `Then: ${next.sentence}.`,
  ];
}

const INDENT = ' '.repeat(8);

/** What stands in a terminal as it is, a character for a character. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

function linesOfFinding(finding: InspectedFinding, start: number): readonly string[] {
  const { verdict, sentence, section, code, remedy, registered = [], difference, change, at } = finding;
  const isMarked = difference !== undefined && at !== undefined;
  const mark = isMarked ? [`${INDENT}${' '.repeat(at.start - start)}${coloured('^', verdict)}`] : [];
  if (verdict === 'ok') return [`${INDENT}${sentence}`];
  return [
    ...mark,
    `${INDENT}${sentence} [${code}, ${section}]`,
    ...registered.map((one) => `${INDENT}there is: ${one}`),
    `${INDENT}What helps: ${remedy}.`,
    ...(change ? [`${INDENT}  ${change.command}`] : []),
  ];
}
