/**
 * What becomes of the chosen colours where they could not be read, by the rule of the pages themselves.
 */
import type { Operations } from '../../api/operations.gen.ts';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';

type Shade = NonNullable<Operations['branding_preview']['answer']['shades']>[number];

export function Shades({ shades }: { readonly shades: readonly Shade[] }) {
  const { shades: says } = useTexts(BRANDING_TEXTS);
  const moved = shades.filter(({ chosen, shown }) => chosen !== shown);
  if (shades.length === 0) return null;
  return (
    <section className="shades" aria-labelledby="shades-title">
      <h3 id="shades-title">{says.title}</h3>
      {moved.length === 0 ? (
        <p>{says.fine}</p>
      ) : (
        <ul>
          {moved.map((shade) => (
            <li key={`${shade.scheme} ${shade.use}`}>
              <Moved shade={shade} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Moved({ shade }: { readonly shade: Shade }) {
  const { shades: says } = useTexts(BRANDING_TEXTS);
  const { scheme = 'light', use = 'accent', chosen = '', shown = '', contrast = 0, least = 0 } = shade;
  const said = new Intl.NumberFormat(document.documentElement.lang);
  return (
    <>
      <Swatch colours={[chosen, shown]} />
      <span>
        {says.instead(says.scheme[scheme], says.use[use], chosen, shown)}{' '}
        <small>{says.because(said.format(contrast), said.format(least))}</small>
      </span>
    </>
  );
}

/** A style of its own is what the policy does not let an element have; what a picture is filled with is none. */
function Swatch({ colours: [chosen, shown] }: { readonly colours: readonly [string, string] }) {
  return (
    <svg className="swatch" viewBox="0 0 2 1" aria-hidden="true">
      <rect width="1" height="1" fill={chosen} />
      <rect x="1" width="1" height="1" fill={shown} />
    </svg>
  );
}
