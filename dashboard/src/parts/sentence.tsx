/**
 * A sentence of a description, which is English: what stands between backticks is code.
 */
export function Sentence({ text }: { readonly text: string }) {
  const parts = text.split('`').map((part, place) => ({ part, place }));
  return (
    <bdi lang="en">
      {parts.map(({ part, place }) =>
        place % 2 === 1 ? <code key={place}>{part}</code> : <span key={place}>{part}</span>,
      )}
    </bdi>
  );
}
