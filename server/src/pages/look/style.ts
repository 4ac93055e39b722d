/**
 * The one stylesheet, inline in every page and named in the CSP by its hash (look.ts): no request leaves a page for its looks.
 * What its classes are for is shown by the style guide (server/test/gallery/style-guide.ts).
 */

import { customProperties, PALETTE } from './palette.ts';
import { WIDE } from './wide.ts';

// Only logical properties and directions, so that a right-to-left page is the same page mirrored.
const PAGE = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-block-size:100vh;min-block-size:100dvh;display:flex;flex-direction:column;align-items:center;padding:1.5rem 1rem;
background:var(--page) center/cover no-repeat;color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",sans-serif}
main{inline-size:100%;max-inline-size:26rem;margin:auto;padding:2.5rem;background:var(--card);border:1px solid var(--edge);border-radius:1rem;
box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px -12px rgb(0 0 0/.14);overflow-wrap:anywhere}
.wide{max-inline-size:60rem;margin-block:0 auto}
.foot{display:flex;flex-wrap:wrap;justify-content:center;gap:.25rem 1.25rem;margin-block-start:1.25rem;padding:.25rem .875rem;border-radius:.625rem;color:var(--on-page);font-size:.875rem}
.foot>*{padding-block:.25rem}
.foot a{color:inherit}
.foot :focus-visible{outline-color:currentColor}
.logo{display:inline-block;max-inline-size:10rem;block-size:3rem;margin-block-end:1.25rem;object-fit:contain;vertical-align:top}
.logo+.logo{margin-inline-start:1rem}
.site{display:flex;align-items:center;gap:.625rem;margin-block-end:1.5rem;font-size:.9375rem;font-weight:600}
.mark{flex:none;display:grid;place-content:center;inline-size:2.5rem;block-size:2.5rem;border-radius:.75rem;background:var(--button);color:var(--on-button);font-size:1.25rem;line-height:1;text-transform:uppercase}
.ours{grid-auto-flow:column;gap:.25rem;background:var(--soft);color:var(--muted)}
.ours::before,.ours::after{content:"";inline-size:.375rem;block-size:1rem;border:2px solid;border-start-start-radius:.25rem;border-end-start-radius:.25rem;border-inline-end:0}
.ours::after{transform:scaleX(-1)}
@media screen and (prefers-color-scheme:dark){.logo{padding:.375rem .5rem;border-radius:.5rem;background:var(--plate)}}
`;

const WORDS = `
h1{margin:0;font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.015em;text-wrap:balance}
h2,h3{margin:0 0 .625rem;text-wrap:balance;font-size:.9375rem;font-weight:600}
*+h2{margin-block-start:1.5rem}
p{margin:0;text-wrap:pretty}
p+p:not([class]){margin-block-start:.75rem}
h1+p:not([class]){margin-block-start:.5rem}
a{color:var(--accent);text-underline-offset:.15em}
code{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;direction:ltr;unicode-bidi:isolate}
:lang(ar) :is(h1,h2){letter-spacing:0}
.lead{margin-block-start:.5rem;color:var(--muted)}
.lead strong,.facts dd strong{color:var(--text);font-weight:600}
.quiet-text,.hint,small{color:var(--muted);font-size:.875rem}
.box{margin-block-start:1.25rem;padding:.75rem .875rem;border:1px solid color-mix(in srgb,currentColor 22%,transparent);border-radius:.625rem;font-size:.9375rem}
.box a{color:inherit}
.box+:is(.lead,p:not([class])){margin-block-start:1rem}
.alert{background:var(--alert-ground);color:var(--alert)}
.notice{background:var(--notice-ground);color:var(--notice)}
.success{background:var(--success-ground);color:var(--success)}
.divider{display:flex;align-items:center;gap:.75rem;margin-block-start:1.5rem;color:var(--muted);font-size:.875rem}
.divider::before,.divider::after{content:"";flex:1;border-block-start:1px solid var(--edge)}
.divider+form{margin-block-start:.25rem}
.links{margin-block-start:1.5rem;font-size:.875rem}
.mail{margin-block-start:1rem;padding:.875rem;border-radius:.625rem;background:var(--soft);font-size:.9375rem;white-space:pre-wrap}
.links a{display:inline-block;margin-inline-end:1rem;padding-block:.125rem}
.away{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

const CONTROLS = `
form{margin-block-start:1.5rem}
label,legend{display:block;margin-block:1rem .375rem;padding:0;font-size:.9375rem;font-weight:550;text-wrap:pretty}
fieldset{margin:0;padding:0;border:0}
input,select{display:block;inline-size:100%;min-block-size:2.875rem;padding:.5rem .75rem;border:1px solid var(--field-edge);border-radius:.625rem;
background:var(--field);color:inherit;font:inherit}
[dir=rtl] :is([inputmode=email],[inputmode=url],[list]){direction:ltr;text-align:end}
input[readonly]{background:var(--soft)}
.hint,.error{margin-block-start:.375rem}
.error{color:var(--alert);font-size:.875rem}
.check{display:flex;align-items:flex-start;gap:.625rem;font-weight:400}
.check input{flex:none;inline-size:1.25rem;min-block-size:0;block-size:1.25rem;margin:.125rem;padding:0;accent-color:var(--button)}
.code-input{padding-inline:.5rem;direction:ltr;text-align:center;font:600 1.5rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.25em}
button,.button{display:block;inline-size:100%;min-block-size:2.875rem;margin-block-start:.75rem;padding:.625rem 1rem;border:1px solid transparent;
border-radius:.625rem;background:none;color:var(--accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;text-wrap:balance;cursor:pointer}
.primary{margin-block-start:1.5rem;background:var(--button);color:var(--on-button)}
.primary:hover{background:var(--button-strong)}
.secondary{border-color:var(--field-edge);color:var(--text)}
.danger{border-color:var(--alert);color:var(--alert)}
.danger:hover{background:var(--alert-ground)}
.secondary:hover,.quiet:hover{background:var(--soft)}
.quiet{color:var(--muted)}
.quiet:last-child{margin-block-end:-.75rem}
.secret{position:relative}
.secret input{padding-inline-end:3rem}
.secret:has(.reveal:not([hidden])) ::-ms-reveal{display:none}
.reveal{position:absolute;inset-block:0;inset-inline-end:0;display:grid;place-content:center;inline-size:2.875rem;min-block-size:0;margin:0;padding:0;color:var(--muted)}
.reveal:hover{color:var(--text)}
.reveal[hidden],[aria-pressed=false] .eye::after{display:none}
.eye{position:relative;inline-size:1rem;block-size:1rem;border:2px solid;border-radius:75% 15%;transform:rotate(45deg)}
.eye::before,.eye::after{content:"";position:absolute;inset-block:.25rem;inset-inline:.25rem;border-radius:50%;background:currentColor}
.eye::after{inset-block:-.25rem;inset-inline:calc(50% - 1px);border-radius:1px}
.link{display:inline;inline-size:auto;min-block-size:0;margin:0;padding:.25rem 0;border:0;border-radius:.25rem;font-size:inherit;font-weight:550;text-align:start;text-decoration:underline;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent);text-underline-offset:.2em}
.link:hover{text-decoration-color:currentColor}
.ends{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1rem;margin-block-start:1.5rem;padding-block-start:1rem;border-block-start:1px solid var(--edge);color:var(--muted);font-size:.9375rem}
:is(.ends,form:has(.ends)):last-child{margin-block-end:-.75rem}
.ends>.link{color:var(--muted)}
form:has(>.first-label,>.second-label){display:grid;grid-template-columns:auto auto;justify-content:space-between;column-gap:.375rem}
form:has(>.first-label,>.second-label)>*{grid-column:1/-1;min-inline-size:0}
form:has(>.first-label,>.second-label)>label:first-of-type{margin-block-start:0}
form:has(>.first-label)>[for=username],form:has(>.second-label)>[for=password]{grid-column:1}
form>:is(.first-label,.second-label){grid-column:2;grid-row:1;place-self:end;margin-block-end:.1875rem;font-size:.8125rem;text-align:end}
form>.second-label{grid-row:3}
:is(.facts,.lead)+.button{margin-block-start:1.5rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input:focus-visible{outline-offset:0;border-color:var(--accent)}
input[aria-invalid]{border-color:var(--alert);box-shadow:inset 0 0 0 1px var(--alert)}
input[aria-invalid]:focus-visible{outline-offset:2px;border-color:var(--alert)}
`;

// Who is made to click twice clicks where a button is about to be: another window closes between the clicks, or the page has
// just come. For half a second the button is a picture of itself, which neither a click nor a key finds, and for half a second
// after the pointer has come upon the page it takes no click. A screen that is touched has no pointer that comes.
const HELD = `
.held{display:grid;margin-block-start:1.5rem}
.held>*,.held::before{grid-area:1/1;margin:0}
.held::before{content:attr(data-words);content:attr(data-words)/"";visibility:hidden;min-block-size:2.875rem;padding:.625rem 1rem;border:1px solid transparent;border-radius:.625rem;
background:var(--button);color:var(--on-button);font-weight:600;text-align:center;opacity:.6;animation:drawn .5s}
.held>button{animation:unseen .5s}
@media (hover:hover){html:hover .held>button{animation:unseen .5s,deaf .5s}}
@keyframes drawn{from,to{visibility:visible}}
@keyframes unseen{from,to{visibility:hidden}}
@keyframes deaf{from,to{pointer-events:none}}
`;

const LISTS = `
.list,.choices{margin:1rem 0 0;padding:0;list-style:none;border:1px solid var(--edge);border-radius:.625rem}
:is(.list,.choices)>li+li{border-block-start:1px solid var(--edge)}
.choices button,.choices a{display:block;inline-size:100%;margin:0;padding:.75rem .875rem;border-radius:.5625rem;color:var(--text);font-weight:550;text-align:start;text-decoration:none}
.choices small{display:block;font-weight:400}
.choices :is(button,a):hover{background:var(--soft)}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-block-start:.75rem}
.tools>:is(button,.button){inline-size:auto;min-block-size:2.25rem;margin:0;padding:.375rem .75rem;font-size:.9375rem}
.scopes{margin-block-start:1.25rem}
.scopes h2{margin-block-end:.25rem}
.scopes ul{margin:0;padding-inline-start:1.25rem}
.scopes li{padding-block:.0625rem}
.scopes li::marker{color:var(--muted)}
.scopes code{font-size:.9375rem}
.scopes h2 bdi{display:inline-block;max-inline-size:100%}
.fold{margin-block-start:1rem;font-size:.875rem}
.fold summary{inline-size:fit-content;padding-block:.25rem;color:var(--muted);cursor:pointer}
.fold summary:hover{color:var(--text)}
.fold p{padding-block:.25rem}
.fold code{margin-inline-end:.5rem}
.scopes .fold{margin-block-start:0;font-size:inherit}
.scopes summary{color:inherit}
.scopes .fold ul{font-size:.875rem}
.fold form{margin-block-start:0;font-size:1rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block:1.5rem -2.5rem;margin-inline:-2.5rem;padding:1rem 2.5rem 1.5rem;background:var(--card);border-block-start:1px solid var(--edge);border-end-start-radius:1rem;border-end-end-radius:1rem}
.actions>*{flex:9 1 auto;inline-size:auto;margin:0}
.actions>.secondary{flex-grow:1}
@media (min-height:30rem){.actions{position:sticky;inset-block-end:0}html:has(.actions){scroll-padding-block-end:6rem}}
.facts{display:grid;grid-template-columns:fit-content(42%) minmax(0,1fr);gap:.5rem 1rem;margin:1.5rem 0 0;font-size:.9375rem}
h2+.facts{margin-block-start:0}
.facts dt{color:var(--muted)}
.facts dd{margin:0;min-inline-size:0}
.facts small{display:block}
.facts code{font-size:.875rem}
.steps{margin:1.25rem 0 0;padding:0;list-style:none;counter-reset:step}
.steps>li{position:relative;padding-inline-start:2.5rem;counter-increment:step}
.steps>li+li{margin-block-start:1.25rem}
.steps>li::before{content:counter(step);position:absolute;inset-block-start:0;inset-inline-start:0;inline-size:1.625rem;border-radius:50%;background:var(--soft);color:var(--muted);font-size:.875rem;font-weight:600;line-height:1.625rem;text-align:center}
.qr{display:block;inline-size:13rem;max-inline-size:100%;margin:.75rem auto;padding:.75rem;border:1px solid var(--edge);border-radius:.625rem;background:var(--plate)}
.qr>*{display:block;inline-size:100%;block-size:auto}
.codes{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.25rem 1rem;margin:1.25rem 0 0;padding:.875rem;list-style:none;border-radius:.625rem;background:var(--soft);text-align:center}
.codes code{font-size:.875rem}
.waiting{display:flex;flex-direction:column;align-items:center;gap:1rem;margin-block:2rem 1rem;color:var(--muted);text-align:center}
.waiting::before{content:"";inline-size:2.5rem;block-size:2.5rem;border:3px solid var(--edge);border-block-start-color:var(--accent);border-radius:50%;animation:turn 1.2s linear infinite}
.waiting[hidden]{display:none}
@keyframes turn{to{transform:rotate(1turn)}}
`;

// The small print of a page, and what a developer is shown beside it.
const FINDINGS = `
.fine{margin-block-start:1.5rem;color:var(--muted);font-size:.8125rem}
.fine code{font-size:.75rem}
main:has(.finding){max-inline-size:44rem}
.finding{margin-block-start:1.5rem;padding:1rem;border-radius:.625rem;background:var(--soft);font-size:.9375rem}
.finding h3{margin-block:1rem .375rem;font-size:.8125rem;color:var(--muted)}
.finding dl,.finding dd,.finding pre{margin:0}
.finding dl{margin-block-start:.75rem}
.finding dt{margin-block-start:.5rem;color:var(--muted);font-size:.8125rem;font-weight:600}
.finding :is(.fine,.hint){margin-block-start:1rem}
.finding .fine+.fine{margin-block-start:.25rem}
.finding pre{padding:.625rem .75rem;border-radius:.375rem;background:var(--card)}
.finding :is(pre,dd)>code{white-space:pre-wrap}
mark{padding-inline:.0625rem;border-radius:.125rem;background:var(--alert-ground);color:var(--alert);text-decoration:underline;text-underline-offset:.2em}
`;

const OCCASIONS = `
@media (max-width:30rem){body{padding:.75rem}main{margin-block:0;padding:1.5rem 1.25rem}.actions{margin-block-end:-1.5rem;margin-inline:-1.25rem;padding-inline:1.25rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-block-end:.625rem}}
@media (prefers-reduced-motion:reduce){.waiting::before{animation:none;border-color:var(--accent)}}
@media (forced-colors:active){main,.box,.badge,.codes,button,.button{border:1px solid}.nav a{border-color:Canvas}.nav [aria-current]{border-color:Highlight}.qr{forced-color-adjust:none}}
[hidden]{display:none}
@media print{body{background:none;min-block-size:0;color:#000}main{border:0;box-shadow:none;max-inline-size:none}form,button,.button,.nav,.foot,.back,.box,.links{display:none}.panes{display:block}.codes{border:1px solid}.codes li{break-inside:avoid}}
`;

/** Every page has these. */
const EVERYWHERE = PAGE + WORDS + CONTROLS + HELD + LISTS + FINDINGS;

/** What stands between `<style>` and `</style>`. */
export const STYLE = sheetOf(EVERYWHERE + OCCASIONS);

/** The same on a page with room for tables and sections side by side. */
export const WIDE_STYLE = sheetOf(EVERYWHERE + WIDE + OCCASIONS);

function sheetOf(rules: string): string {
  return (
    `:root{color-scheme:light dark;${customProperties(PALETTE.light)}}` +
    `@media screen and (prefers-color-scheme:dark){:root{${customProperties(PALETTE.dark)}}}` +
    rules.replaceAll('\n', '')
  );
}
