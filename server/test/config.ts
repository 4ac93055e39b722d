/**
 * The configuration that servers of tests run with, where a test says nothing else.
 */
import { type Config, readConfig } from '../src/config.ts';

/** Of sevens. */
export const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

/** The defaults at this port, below `auth.localhost`, for a database that is not waited for. */
export function testConfig(given: Partial<Config> & Pick<Config, 'port' | 'databaseUrl'>): Config {
  const read = readConfig({ TACIT_MASTER_KEY: MASTER_KEY });
  if (!read.ok) throw new Error(read.error.join(' '));
  const baseUrl = new URL(`http://auth.localhost:${given.port}`);
  return { ...read.value, baseUrl, databaseWaitSeconds: 0, ...given };
}
