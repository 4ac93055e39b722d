/**
 * What answers by the implicit grant leave behind: a page that asks by auth0-js, loudly and silently.
 */
import type { Place } from '../../server/test/e2e/harness.ts';

const WAY = 'id_token token';

/** Counts two of them. */
export async function answerByImplicit(
  { storage }: Pick<Place, 'storage'>,
  client_id: string,
): Promise<void> {
  const { audit, stats } = storage.tenant('t-dev');
  for (const prompt of ['asks', 'none']) {
    const values = {
      prompt,
      response_mode: 'fragment',
      origin: 'https://app.example',
      sdk: 'auth0.js 9.28.0',
    };
    const shown = (['prompt', 'response_mode', 'origin', 'sdk'] as const).map((facet) => ({
      ...{ way: WAY, facet, value: values[facet] },
    }));
    await audit.record({ type: 'tokens_issued', request_id: 'r', client_id, shown });
  }
  // Whoever asks has them written.
  await stats.traffic(client_id, { since: 0, lately: 0 });
}
