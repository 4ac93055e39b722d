/**
 * The copy of all that is kept about somebody (GDPR Art. 15 and 20). It is read and sent a page at a time, however much there is.
 */
import type { Exchange, Handler } from '../deps.ts';
import { download } from '../http/respond.ts';
import { accountDataPage } from '../pages/account/own-data.ts';
import type { Text } from '../pages/text/text.ts';
import { OWN_DATA_PARTS } from '../protocol/end-user/own-data.ts';
import { audit, openSection, openSentSection, showSection } from './open.ts';

/** GET /account/data. */
export const showData: Handler = async (exchange) => {
  const opened = await openSection('data', exchange);
  if (!opened.ok) return opened.error;
  const { frame } = opened.value;
  // Who has asked for the end is told of it above every section.
  const may_remove = exchange.tenant.settings.account_deletion && frame.deletes_at === undefined;
  return showSection(accountDataPage(frame, { may_remove }), frame);
};

/** POST /account/data: the file. */
export const submitData: Handler = async (exchange) => {
  const sent = await openSentSection('data', exchange);
  if (!sent.ok) return sent.error;
  const { session, frame } = sent.value;
  await audit('data_downloaded', { session }, exchange);
  const day = new Date(exchange.deps.now() * 1_000).toISOString().slice(0, 10);
  const copy = copyOf(session.user.sub, frame.look.text, exchange);
  return download(copy, `tacit-${exchange.tenant.name}-${day}.json`);
};

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
