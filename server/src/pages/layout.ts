/**
 * The frame of every page: head, stylesheet, one card. No script, no font, no image, nothing from elsewhere.
 */
import { constantMarkup, type Html, html, render } from './html.ts';
import { STYLE } from './style.ts';
import type { Text } from './text/text.ts';

// STYLE is a constant of style.ts; escaped, its quotes would no longer match the hash in the CSP.
const STYLESHEET = constantMarkup(`<style>${STYLE}</style>`);

/** A whole document around the content of one card. */
export function layout(document: {
  readonly text: Text;
  readonly title: string;
  readonly content: Html;
  /** What a page has in its head beside what all have. */
  readonly head?: Html;
}): string {
  return render(html`<!doctype html>
<html lang="${document.text.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${document.title}</title>
${document.head}
${STYLESHEET}
</head>
<body>
<main>
${document.content}
</main>
</body>
</html>
`);
}
