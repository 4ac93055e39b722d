/**
 * The one stylesheet, inline in every page and named in the CSP by its hash (look.ts): no request leaves a page for its looks.
 */

/** Colours by what they are for. `style.test.ts` holds every pair that meets to the contrast of WCAG 2.2 AA. */
export const PALETTE = {
  light: {
    page: '#f3f3f6',
    card: '#ffffff',
    edge: '#e1e1e8',
    field: '#ffffff',
    field_edge: '#84848f',
    text: '#1d1d24',
    muted: '#5d5d69',
    accent: '#3b45b5',
    accent_strong: '#2e3794',
    on_accent: '#ffffff',
    soft: '#f0f1f8',
    alert: '#8d1c1c',
    alert_ground: '#fdf0ef',
    notice: '#6b4400',
    notice_ground: '#fdf4e0',
  },
  dark: {
    page: '#111217',
    card: '#1a1c23',
    edge: '#2c2f39',
    field: '#14161c',
    field_edge: '#767a8a',
    text: '#ececf2',
    muted: '#a7a9b8',
    accent: '#a9b3ff',
    accent_strong: '#c5ccff',
    on_accent: '#14162b',
    soft: '#232630',
    alert: '#ffb4ab',
    alert_ground: '#3a1d1c',
    notice: '#f6cf87',
    notice_ground: '#33270f',
  },
} as const;

function customProperties(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name.replace('_', '-')}:${colour}`)
    .join(';');
}

const RULES = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;padding:1.5rem 1rem;
background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{width:100%;max-width:25rem;margin:auto;padding:2.25rem;background:var(--card);border:1px solid var(--edge);border-radius:1rem;
box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px -12px rgb(0 0 0/.14);overflow-wrap:anywhere}
h1{margin:0;font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.015em;text-wrap:balance}
h2{margin:0 0 .625rem;text-wrap:balance;font-size:.9375rem;font-weight:600}
p{margin:0;text-wrap:pretty}
.lead{margin-top:.5rem;color:var(--muted)}
.lead strong,.facts dd strong{color:var(--text);font-weight:600}
.box{margin-top:1.25rem;padding:.75rem .875rem;border:1px solid color-mix(in srgb,currentColor 22%,transparent);border-radius:.625rem;font-size:.9375rem}
.alert{background:var(--alert-ground);color:var(--alert)}
.notice{background:var(--notice-ground);color:var(--notice)}
form{margin-top:1.5rem}
label{display:block;margin:1rem 0 .375rem;font-size:.9375rem;font-weight:550}
input{display:block;width:100%;min-height:2.875rem;padding:.5rem .75rem;border:1px solid var(--field-edge);border-radius:.625rem;
background:var(--field);color:inherit;font:inherit}
input[aria-invalid]{border-color:var(--alert)}
button,.button{display:block;width:100%;min-height:2.875rem;margin-top:.75rem;padding:.625rem 1rem;border:1px solid transparent;
border-radius:.625rem;background:none;color:var(--accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.primary{margin-top:1.5rem;background:var(--accent);color:var(--on-accent)}
.primary:hover{background:var(--accent-strong)}
.secondary{border-color:var(--field-edge);color:var(--text)}
.secondary:hover,.quiet:hover{background:var(--soft)}
.quiet{color:var(--muted)}
.quiet:last-child{margin-bottom:-.75rem}
.facts+.button{margin-top:1.5rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input:focus-visible{outline-offset:0;border-color:var(--accent)}
.divider{display:flex;align-items:center;gap:.75rem;margin-top:1.5rem;color:var(--muted);font-size:.875rem}
.divider::before,.divider::after{content:"";flex:1;border-top:1px solid var(--edge)}
.divider+form{margin-top:.25rem}
.logo{display:block;max-width:10rem;height:3rem;margin:0 0 1.25rem;object-fit:contain;object-position:left}
.links{margin:1.5rem 0 0;font-size:.875rem}
.links a{margin-right:1rem}
.scopes{margin:1.5rem 0 0}
.scopes ul{margin:0;padding:0;list-style:none;border:1px solid var(--edge);border-radius:.625rem}
.scopes li{padding:.625rem .875rem}
.scopes li+li{border-top:1px solid var(--edge)}
code{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.scopes code{font-size:.9375rem}
.scopes span+code{display:block;color:var(--muted);font-size:.8125rem}
.facts{display:grid;grid-template-columns:minmax(min-content,auto) 1fr;gap:.5rem 1rem;margin:1.5rem 0 0;font-size:.9375rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0}
.facts code{font-size:.875rem}
@media (max-width:30rem){body{padding:.75rem}main{margin:0;padding:1.5rem 1.25rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.625rem}}
@media (forced-colors:active){main,.box,button,.button{border:1px solid}}
`;

/** What stands between `<style>` and `</style>`. */
export const STYLE =
  `:root{color-scheme:light dark;${customProperties(PALETTE.light)}}` +
  `@media (prefers-color-scheme:dark){:root{${customProperties(PALETTE.dark)}}}${RULES}`;
