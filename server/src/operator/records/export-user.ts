/**
 * `tacit users export`: all that is kept about one person.
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Values } from '../../resources/kind.ts';
import { type Ground, rowBy } from '../ground.ts';
import { withDesk } from '../open-desk.ts';
import { chooseKey, choosePlace } from './place.ts';

type Asked = { readonly tenant: string | undefined; readonly user: string };

/** What the person is given who asks for it; the log says that it was read. */
export function exportUser(
  config: Ground,
  { tenant, user }: Asked,
): Promise<Result<Values, readonly string[]>> {
  return withDesk(config, async (open) => {
    const asked = { kind: 'user', tenant, key: [user] } as const;
    const place = await choosePlace(open, asked);
    if (!place.ok) return err(place.error.map(({ message }) => message));
    const key = await chooseKey(open, place.value, asked);
    if (!key.ok) return err(key.error.map(({ message }) => message));
    const { tenant_id = '', called } = place.value;
    const [sub = ''] = key.value;
    const records = open.storage.tenant(tenant_id);
    if (!(await records.users.find(sub)))
      return err([`There is no user ${user} in ${called}; \`tacit users\` lists them.`]);
    const parts = await records.ownData.all(sub);
    await records.audit.record({ type: 'data_exported', ...rowBy('export', config), sub });
    return ok({ tenant: called, user_id: sub, parts });
  });
}
