/**
 * The copy of all that is kept about somebody (GDPR Art. 15 and 20). It is read and sent a page at a time, however much there is.
 */
import type { Exchange } from '../deps.ts';
import { download } from '../http/respond.ts';
import type { Text } from '../pages/text/text.ts';
import { OWN_DATA_PARTS } from '../protocol/end-user/own-data.ts';
import { lookOf } from '../walk/reply.ts';
import type { Self } from './in-session.ts';
import { audit } from './record.ts';

/** The file. */
export async function downloadData({ session }: Self, exchange: Exchange): Promise<Response> {
  await audit('data_downloaded', { session }, exchange);
  const day = new Date(exchange.deps.now() * 1_000).toISOString().slice(0, 10);
  const copy = copyOf(session.user.sub, lookOf(exchange).text, exchange);
  return download(copy, `tacit-${exchange.tenant.name}-${day}.json`);
}

/** Grows with every change after which a program that reads the file would have to be another one. */
const FORMAT = 1;

/** The text of the file, a line a record. */
async function* copyOf(sub: string, { ownData }: Text, exchange: Exchange): AsyncGenerator<string> {
  const { records, deps, issuer, tenant } = exchange;
  const made_at = new Date(deps.now() * 1_000).toISOString();
  const head = { version: FORMAT, tenant: tenant.name, issuer, user_id: sub, made_at };
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "parts": {`;
  for (const [index, part] of OWN_DATA_PARTS.entries()) {
    yield `${index === 0 ? '' : ','}\n    "${part}": {\n      "about": ${JSON.stringify(ownData.parts[part])},\n      "records": [`;
    let page = await records.ownData.page(sub, part);
    yield linesOf(page.rows);
    while (page.next) {
      page = await records.ownData.page(sub, part, page.next);
      if (page.rows.length > 0) yield `,${linesOf(page.rows)}`;
    }
    yield '\n      ]\n    }';
  }
  yield '\n  }\n}\n';
}

function linesOf(rows: readonly object[]): string {
  return rows.map((row) => `\n        ${JSON.stringify(row)}`).join(',');
}
