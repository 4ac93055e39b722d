/**
 * The frame of every page: head, stylesheet, one card. No script, no font, no image, nothing from elsewhere.
 */
import { type Html, html, render } from './html.ts';
import { type Look, styleMarkup } from './look.ts';

/** A whole document around the content of one card. */
export function layout(document: {
  readonly look: Look;
  readonly title: string;
  readonly content: Html;
  /** What a page has in its head beside what all have. */
  readonly head?: Html;
}): string {
  return render(html`<!doctype html>
<html lang="${document.look.text.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${document.title}</title>
${document.head}
${styleMarkup(document.look)}
</head>
<body>
<main>
${document.content}
</main>
</body>
</html>
`);
}
