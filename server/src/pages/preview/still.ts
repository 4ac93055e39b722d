/**
 * A picture of a page: by day or in the dark whatever its reader's machine prefers, as its scripts leave it, without them and without
 * the focus. Shown in a frame that can do nothing (walk/preview-frame.ts).
 */
import type { Scheme } from '../look/branding.ts';
import { styleSource } from '../look/look.ts';

/** A condition in the place of what the machine prefers: met by every window, or by none. */
const INSTEAD = { dark: '(min-width:0)', light: '(max-width:0)' } as const;

/** What the scripts of a page do at once: what needs them is shown, and what stands for that is not. */
export function asScripted(document: string): string {
  return document
    .replace(/(<form id="webauthn-form"[^>]*) hidden>/, '$1>')
    .replace(/(<p class="box notice" id="webauthn-unavailable")>/, '$1 hidden>')
    .replace(/(<button class="(?:reveal|secondary)"[^>]*) hidden>/g, '$1>');
}

/** All that is changed is constant markup of ours: what others have written is escaped in it, and has no `<` and no quote. */
export function stillOf(document: string, scheme: Scheme): string {
  return (
    asScripted(document)
      .replace(/<style>.*?<\/style>/gs, (style) =>
        style
          .replaceAll('(prefers-color-scheme:dark)', INSTEAD[scheme])
          .replace('color-scheme:light dark', `color-scheme:${scheme}`),
      )
      .replace('content="light dark"', `content="${scheme}"`)
      .replace(/<script\b.*?<\/script>/gs, '')
      .replace(/(<(?:input|button) [^>]*?) autofocus/g, '$1')
      // A sandbox keeps a frame from leading its page elsewhere, and not from going there itself.
      .replace(/(<a [^>]*?href=")[^"]*"/g, '$1#"')
  );
}

/** The CSP sources of its stylesheets. */
export function stillStyles(still: string): string {
  return [...still.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => styleSource(style)).join(' ');
}
