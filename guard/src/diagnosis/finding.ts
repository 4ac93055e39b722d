/**
 * What is said of a refused token to whoever develops the API: a row of the table, and what this guard expected and was sent.
 */
import { TOKEN_FINDINGS } from './token-findings.ts';

export type FindingCode = keyof typeof TOKEN_FINDINGS;

export type Finding = {
  /** Stable, for tests and programs. */
  readonly code: FindingCode;
  /** The claim, the member of the header, or the field of the request. */
  readonly where: string;
  readonly sentence: string;
  readonly section: string;
  /** What helps. */
  readonly remedy: string;
  /** By the guard's settings, and the keys that the issuer publishes. */
  readonly expected?: string | undefined;
  /** In the token. Undefined too where nobody is to read it. */
  readonly received?: string | undefined;
};

/** A finding as its row has it, and what is known beside. */
export function finding(
  code: FindingCode,
  known: Partial<Pick<Finding, 'expected' | 'received' | 'remedy'>>,
): Finding {
  return { code, ...TOKEN_FINDINGS[code], ...known };
}

/** A finding as a line of a log. */
export function sayFinding({ sentence, remedy, section, expected, received }: Finding): string {
  const compared = [expected && `expected ${expected}`, received && `received ${received}`].filter(Boolean);
  return `${[sentence, ...compared].join(', ')}: ${remedy} (${section})`;
}
