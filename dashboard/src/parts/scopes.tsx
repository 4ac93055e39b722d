/**
 * Several words of code, such as scopes, each of which stays whole where they wrap.
 */
import { useText } from '../text/use-text.ts';

type Props = {
  readonly names: readonly string[];
  /** Those beyond are there once somebody asks for them. */
  readonly most?: number;
};

export function Scopes({ names, most = Number.POSITIVE_INFINITY }: Props) {
  const { values } = useText();
  const others = names.slice(most);
  return (
    <>
      <Words names={names.slice(0, most)} />
      {others.length > 0 && (
        <details>
          <summary>{values.more(others.length)}</summary>
          <Words names={others} />
        </details>
      )}
    </>
  );
}

function Words({ names }: Pick<Props, 'names'>) {
  return (
    <span className="scopes">
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </span>
  );
}
