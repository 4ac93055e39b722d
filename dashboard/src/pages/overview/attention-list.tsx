/**
 * What wants somebody, a line each, leading to where it is mended.
 */
import { Link } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { OVERVIEW_TEXTS } from '../../text/overview/index.ts';
import type { OverviewText } from '../../text/overview/text.ts';
import { useLanguage, useTexts } from '../../text/subject.ts';
import { SECTIONS } from '../sections.ts';
import type { Attention, Lead } from './attention.ts';

export function AttentionList({ items }: { readonly items: readonly Attention[] }) {
  const text = useTexts(OVERVIEW_TEXTS);
  const language = useLanguage();
  return (
    <section className="card stack attention" aria-label={text.attention}>
      <h2>{text.attention}</h2>
      {items.length === 0 && <p className="hint">{text.calm}</p>}
      {items.length > 0 && (
        <ul className="rows">
          {items.map((item) => (
            <li key={`${item.code} ${item.about.join(' ')}`} data-urgency={item.urgency}>
              <span className="verdict">{text[item.urgency]}</span>
              <p>{sentenceOf(item, text, language)}</p>
              <Way leads={item.leads} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Item = (...about: readonly string[]) => string;

/** Moments, shares and counts as the language has them. */
function sentenceOf({ code, about }: Attention, { items }: OverviewText, language: string): string {
  const said = about.map((one) => {
    if (typeof one === 'string') return one;
    if (code === 'key_ends')
      return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(one * 1_000);
    const style = code === 'failing_many' ? 'percent' : 'decimal';
    return new Intl.NumberFormat(language, { style, maximumFractionDigits: 0 }).format(one);
  });
  const item: Item = items[code];
  return item(...said);
}

/** A section that is not there yet is not linked to. */
function Way({ leads }: { readonly leads: Lead }) {
  const { ways } = useTexts(OVERVIEW_TEXTS);
  const api = useApi();
  if (leads.to === 'record')
    return (
      <Link to="/$section/$id" params={{ section: leads.section, id: leads.id }}>
        {ways.record}
      </Link>
    );
  if (leads.to === 'logs')
    return (
      <Link to="/logs" search={leads.search}>
        {ways.logs}
      </Link>
    );
  if (leads.to === 'mail_server')
    return may(api, 'email_provider_show') && <Link to="/mails/server">{ways.mail_server}</Link>;
  const section = SECTIONS.find(({ name }) => name === leads.to);
  return section ? <Link to={section.path}>{ways[leads.to]}</Link> : null;
}
