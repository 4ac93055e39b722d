/**
 * The copy of all that is kept about somebody, asked for on the account page (own-account/own-data.ts).
 */
import type { Handler } from '../deps.ts';
import { downloadData } from '../own-account/own-data.ts';
import { accountDataPage } from '../pages/account/own-data.ts';
import { openSection, openSentSection, showSection } from './open.ts';

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
  return sent.ok ? downloadData(sent.value, exchange) : sent.error;
};
