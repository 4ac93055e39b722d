/**
 * The operator, as the audit log names them: by the command. A secret that is needed is to be given.
 */
import { randomBytes } from 'node:crypto';
import type { By } from '../desk/desk.ts';

/** Who asks, for one run of a command. */
export function byOperator(command: string): By {
  const request_id = `${command}-${randomBytes(8).toString('hex')}`;
  return { who: 'operator', request_id, makesSecrets: false };
}
