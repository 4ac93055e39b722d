/**
 * What stands for a tenant that has no logo: the first letter of its name, in its colour; and our own mark where there is no
 * tenant. The name is said beside it, or by the title of the page, so it has no words of its own.
 */
import { type Html, html } from '../html.ts';

/** Something that is there without being said: brackets with nothing in them, which the stylesheet draws. */
const OURS = html`<span class="mark ours" aria-hidden="true"></span>`;

/** The mark for a name; ours where it has no letter and no digit. The stylesheet makes a capital of it. */
export function mark(name: string | undefined): Html {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(name ?? '')?.[0];
  return letter === undefined ? OURS : html`<span class="mark" aria-hidden="true">${letter}</span>`;
}
