/**
 * Said where the dashboard would be, by a server whose dashboard was not built.
 */
import { html } from './html.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';

/** What helps, for whoever runs the server. */
export function dashboardMissingPage(look: Look): string {
  const { title, lead } = look.text.front.dashboard;
  return layout({
    look,
    title,
    content: html`<h1 id="dashboard-missing">${title}</h1>
<p class="lead">${lead(html`<code>npm run build -w dashboard</code>`)}</p>`,
  });
}
