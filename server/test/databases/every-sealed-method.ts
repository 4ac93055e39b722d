/**
 * Every method of what lies sealed, once.
 */
import type { WritableStorage } from './writable.ts';

/** After a signing key `current` was written, whose private half is the text `sealed`. */
export async function callSealedValues({ sealedValues }: WritableStorage): Promise<void> {
  await sealedValues.saveCheck('first', undefined);
  await sealedValues.saveCheck('second', 'first');
  await sealedValues.check();
  for (const place of sealedValues.places()) {
    await sealedValues.page(place, undefined);
    const value = { tenant_id: 'acme', id: 'current', before: 'sealed', sealed: 'anew' };
    await sealedValues.replace(place, [value]);
  }
}
