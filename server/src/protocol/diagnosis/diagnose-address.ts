/**
 * Why an address that is compared byte for byte with those that are registered is refused (RFC 6749 §3.1.2.3, OIDC RP-Initiated
 * Logout §3): what was sent, what is registered, and how the two differ.
 */
import { nearestAddress } from './address-difference.ts';
import type { DiagnosisCode } from './diagnoses.ts';
import { type Diagnosis, diagnose, type Fix, listed } from './diagnosis.ts';

type Unregistered = {
  readonly code: DiagnosisCode;
  /** The parameter. */
  readonly where: string;
  readonly sent: string;
  readonly registered: readonly string[];
  readonly fix: Fix | undefined;
  /** Of a native client the port of some addresses may vary (RFC 8252 §7.3). */
  readonly portMayVary?: (registered: string, sent: string) => boolean;
  /** What else is to be said of such a difference. */
  readonly remark?: (what: string) => string;
};

/** As long as one that is registered may be. */
const MAX_COMPARED = 2_048;

/** What is mended where it is sent, and never registered. */
const SLIPS: ReadonlySet<string> = new Set([
  'white space',
  'encoded twice',
  'scheme missing',
  'not an absolute address',
]);

/** One that is not among those that are registered. */
export function unregisteredAddress(one: Unregistered): Diagnosis {
  const { code, where, sent, registered, fix, portMayVary = () => false, remark = () => '' } = one;
  const difference =
    sent.length > MAX_COMPARED ? undefined : nearestAddress(sent, registered, { portMayVary });
  if (!difference) return diagnose(code, { where, sent, fix, ...listed(registered) });
  const { registered: nearest, character, what } = difference;
  return diagnose(code, {
    where,
    sentence: `${where} differs at character ${character}: ${what}${remark(what)}`,
    sent,
    difference,
    fix: SLIPS.has(what) ? undefined : fix,
    ...listed([nearest, ...registered.filter((uri) => uri !== nearest)]),
  });
}

/** The same address where another client of the tenant has it: most likely client_id is the wrong one. */
export function addressOfAnother(
  code: DiagnosisCode,
  sentence: string,
  { sent, fix, registered = [] }: Diagnosis,
): Diagnosis {
  return diagnose(code, { sentence, sent, fix, registered });
}
