/**
 * Every part of what is kept about a user, its first page and one that follows.
 */
import { OWN_DATA_PARTS, type OwnDataPart } from '../../src/protocol/end-user/own-data.ts';
import type { WritableTenant } from '../databases/writable.ts';

const PAGE_KEYS: Readonly<Record<OwnDataPart, readonly unknown[]>> = {
  ...{ profile: [''], passwords: [0, ''], factors: [''], recovery_codes: [''], remembered_devices: [''] },
  ...{ sessions: [''], session_applications: ['', ''], sign_ins: [0, ''], failed_sign_ins: [0, ''] },
  ...{ roles: [''], permissions: ['', ''] },
  ...{ consents: ['', '', ''], grants: [''], access_tokens: [''], links_by_mail: [''] },
  ...{ codes_by_mail: [''], events: [0, ''] },
};

/** Of the user, after what was done to them. */

/** Reads them, whatever is in them. */
export async function readOwnData(ownData: WritableTenant['ownData'], sub: string): Promise<void> {
  for (const part of OWN_DATA_PARTS)
    for (const after of [undefined, PAGE_KEYS[part]]) await ownData.page(sub, part, after);
}
