/**
 * What is found in a request, all of it: a verdict on a parameter, why, where that is written, and what helps. What the door refuses
 * by is among it, with the same code and the same words (RFC 6749 §4.1.2.1).
 */
import { diagnosisOf, type OAuthError } from '../../oauth-error.ts';
import { DIAGNOSES } from '../diagnoses.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { REMARKS, type RemarkCode, type Verdict } from './remarks.ts';

export type Finding = Omit<Diagnosis, 'code'> & {
  readonly code: Diagnosis['code'] | RemarkCode;
  readonly verdict: Verdict;
  readonly remedy: string;
  /** What the application, or the page, is told; undefined: nobody refuses it for this. */
  readonly refused?: Pick<OAuthError, 'error' | 'error_description'>;
};

/** A remark as its row has it, but for what is known better. */
export function remark(code: RemarkCode, known: Partial<Omit<Finding, 'code' | 'verdict'>> = {}): Finding {
  return { code, ...REMARKS[code], ...known };
}

/** What a refusal finds. */
export function findingOf(error: OAuthError): Finding {
  const diagnosis = diagnosisOf(error);
  const { error: code, error_description } = error;
  const { remedy } = DIAGNOSES[diagnosis.code];
  return { ...diagnosis, verdict: 'wrong', remedy, refused: { error: code, error_description } };
}
