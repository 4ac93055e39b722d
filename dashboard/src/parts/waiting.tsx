/**
 * What stands where something is to come: of about its size, and not before it is worth a look.
 */
import { useText } from '../text/use-text.ts';

export function Waiting() {
  const { loading } = useText();
  return (
    <div className="waiting">
      <p className="away" role="status">
        {loading}
      </p>
      <div className="bar head" />
      {Array.from({ length: 8 }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are all the same.
        <div key={place} className="bar" />
      ))}
    </div>
  );
}
