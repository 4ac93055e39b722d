/**
 * The picture of somebody who has none: their initials on a colour that goes with these, or the outline of a person. It is made
 * of the letters alone, so that it says of nobody more than it shows.
 */
import { asciiUpperCase } from '../../protocol/octets.ts';
import { type Html, html } from '../html.ts';

/** White letters on each have a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3). */
const COLOURS = [
  '#3b5b92',
  '#7a4b94',
  '#a1435c',
  '#8a5218',
  '#5a681e',
  '#2f7050',
  '#246d7b',
  '#5a5f6b',
] as const;

const SIZE = 480;

/** An SVG document (SVG 2) for one or two letters of `a-z0-9`, or `_` for nobody's. */
export function avatar(initials: string): Html {
  const letters = initials === '_' ? '' : asciiUpperCase(initials);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 480 480">
<rect width="480" height="480" fill="${colourOf(letters)}"/>
${letters === '' ? PERSON : lettering(letters)}
</svg>`;
}

function lettering(letters: string): Html {
  return html`<text x="240" y="240" dy="0.36em" text-anchor="middle" font-family="Helvetica, Arial, sans-serif" font-size="200" fill="#fff">${letters}</text>`;
}

const PERSON = html`<g fill="#fff"><circle cx="240" cy="180" r="84"/><path d="M72 444a168 168 0 0 1 336 0z"/></g>`;

function colourOf(letters: string): string {
  const sum = [...letters].reduce((total, letter) => total * 7 + letter.charCodeAt(0), 0);
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}
