/**
 * Whether a password is known from a breach, by a k-anonymity range query: the service is told the first five of forty
 * hexadecimal digits of its SHA-1, and answers with every suffix that it knows (OWASP ASVS 6.2.12).
 */

import type { Exchange } from '../../deps.ts';
import { sha1 } from '../../protocol/digest.ts';
import { asciiUpperCase, wholeNumber, withoutBlanks } from '../../protocol/octets.ts';

const PREFIX = 5;

/** False where nobody is asked, or the service does not answer: choosing a password does not hang on it. */
export async function isBreached(password: string, { deps, tenant, request_id }: Exchange): Promise<boolean> {
  const { breached_passwords_url } = tenant.settings;
  if (breached_passwords_url === undefined) return false;
  const digest = sha1(password);
  const answer = await deps.outbound.get(`${breached_passwords_url}${digest.slice(0, PREFIX)}`);
  const isAnswered = answer.ok && answer.value.status === 200;
  if (!isAnswered) {
    const why = answer.ok ? `status ${answer.value.status}` : answer.error;
    deps.log.warn(
      { tenant: tenant.name, request_id, why },
      'the service for breached passwords did not answer',
    );
    return false;
  }
  return knows(answer.value.text, digest.slice(PREFIX));
}

/** Lines of `SUFFIX:COUNT`; a count of 0 is padding, by which the service hides how much it knows. */
function knows(text: string, suffix: string): boolean {
  return text.split('\n').some((line) => {
    const [known = '', count = ''] = withoutBlanks(line).split(':', 2);
    return asciiUpperCase(known) === suffix && (wholeNumber(count) ?? 0) > 0;
  });
}
