/**
 * A QR code as inline SVG: nothing is loaded, and nobody else is asked to draw a secret.
 */
import { encode } from 'uqr';
import { type Html, html } from '../html.ts';

/** Modules of light around the code, by which a camera finds it (ISO/IEC 18004 §5.3.8). */
const QUIET_ZONE = 4;

/** Draws a text; `label` is for who cannot see it. */
export function qrCode(text: string, label: string): Html {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const dark = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`;
}

/** Where the dark modules of a row begin, and how many stand side by side. */
function runsOf(row: readonly boolean[]): readonly (readonly [x: number, length: number])[] {
  const modules = row.map((isDark) => (isDark ? '#' : ' ')).join('');
  return [...modules.matchAll(/#+/g)].map(({ 0: run, index }) => [index, run.length]);
}
