/**
 * A sentence of the server's: that of a description in the reader's language, any other in English. What stands between backticks is
 * code.
 */
import { useTranslated } from '../text/fields/index.ts';

export function Sentence({ text }: { readonly text: string }) {
  const translated = useTranslated()(text);
  return translated === undefined ? (
    <bdi lang="en">
      <WithCode text={text} />
    </bdi>
  ) : (
    <WithCode text={translated} />
  );
}

function WithCode({ text }: { readonly text: string }) {
  const parts = text.split('`').map((part, place) => ({ part, place }));
  return parts.map(({ part, place }) =>
    place % 2 === 1 ? <code key={place}>{part}</code> : <span key={place}>{part}</span>,
  );
}
