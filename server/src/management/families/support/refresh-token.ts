/**
 * What the families about refresh tokens know of one.
 */
import type { Exchange } from '../../../deps.ts';
import { isRotating as rotates } from '../../../protocol/tokens/refresh-token.ts';

export type RefreshToken = NonNullable<Awaited<ReturnType<Exchange['records']['support']['refreshToken']>>>;

/** Whether each use replaces it: as its client is now. */
export async function isRotating(client_id: string, exchange: Exchange): Promise<boolean> {
  const client = await exchange.deps.clients.find(client_id, exchange);
  return client === undefined || rotates(client);
}
