/**
 * A QR code as inline SVG: nothing is loaded, and nobody else is asked to draw a secret.
 */
import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** Modules of light around the code, by which a camera finds it (ISO/IEC 18004 §5.3.8). */
const QUIET_ZONE = 4;

/** Draws a text; `label` is for who cannot see it. */
export function qrCode(text: string, label: string): Html {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`;
}
