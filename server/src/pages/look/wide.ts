/**
 * What the stylesheet holds beside on a page with room: sections, tables, rows with their buttons, and the panes of the account.
 */

const SECTIONS = `
.section h2{margin-block-end:.25rem;font-size:1.125rem}
.section h2+p:not([class]){margin-block-start:.5rem}
.section{margin-block-start:2.5rem}
.section+.section{padding-block-start:2.5rem;border-block-start:1px solid var(--edge)}
.section form{max-inline-size:26rem}
.section>form>:is(button,.button){inline-size:auto;min-inline-size:10rem}
.section .qr{margin-inline:0}
.section>form>.quiet{min-inline-size:0;padding-inline:0}
.section>.button{inline-size:fit-content;min-inline-size:10rem}
.badge{display:inline-block;max-inline-size:100%;padding:0 .5rem;border-radius:1rem;background:var(--soft);color:var(--muted);font-size:.8125rem;font-weight:550;line-height:1.5rem}
.badge.success{background:var(--success-ground);color:var(--success)}
.badge.notice{background:var(--notice-ground);color:var(--notice)}
.badge.alert{background:var(--alert-ground);color:var(--alert)}
.list>li{padding:.75rem .875rem}
.row{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem}
.row>:first-child{flex:1 1 12rem;min-inline-size:0}
.row small{display:block}
.who>:first-child{flex-basis:auto}
.row form{margin:0}
.row :is(button,.button){inline-size:auto;min-block-size:2.25rem;margin:0;padding:.3125rem .75rem;font-size:.9375rem}
.row>.tools{margin:0}
.beside{display:flex;align-items:center;gap:.75rem}
.portrait{flex:none;inline-size:2.875rem;block-size:2.875rem;border-radius:50%;background:var(--soft);object-fit:cover}
table{inline-size:100%;margin-block-start:1rem;border-collapse:collapse;font-size:.9375rem}
th,td{padding:.5rem .75rem .5rem 0;padding-inline:0 .75rem;border-block-end:1px solid var(--edge);text-align:start;vertical-align:top}
th{color:var(--muted);font-weight:550}
td .badge{border-radius:.75rem}
@media (min-width:40.01rem){td:first-child{white-space:nowrap}td:nth-child(3){max-inline-size:8.5rem}}
@media (max-width:40rem){thead{display:none}table,tbody,tr,td{display:block}tr{padding-block:.75rem;border-block-end:1px solid var(--edge)}td{padding:0;border:0}td+td{color:var(--muted);font-size:.875rem}}
`;

// One list of sections: beside them where there is room, else a sheet that a button opens (HTML §6.12), which is a popover and
// needs no script. A browser that knows none shows the list above them.
const PANES = `
.back{margin-block-end:1rem;font-size:.9375rem}
.back a::before{content:"←";content:"←"/"";display:inline-block;margin-inline-end:.375rem}
[dir=rtl] .back a::before{scale:-1 1}
.panes{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:2.5rem;align-items:start;margin-block-start:1.5rem;padding-block-start:2rem;border-block-start:1px solid var(--edge)}
.panes>.section{margin-block-start:0}
.nav{display:block;position:static;inline-size:auto;block-size:auto;margin:0;padding:0;border:0;overflow:visible;background:none;color:inherit}
.nav ul{margin:0;padding:0;list-style:none}
.nav li+li{margin-block-start:.125rem}
.nav a{display:block;margin-inline-start:-.875rem;padding:.375rem .6875rem;border-inline-start:3px solid transparent;border-radius:.375rem;color:var(--muted);font-weight:550;text-decoration:none}
.nav a:hover{background:var(--soft);color:var(--text)}
.nav [aria-current]{border-color:var(--accent);background:var(--soft);color:var(--text)}
.nav-open{display:none;align-items:center;justify-content:space-between;margin:0;text-align:start}
.nav-open::after{content:"";flex:none;inline-size:.5rem;block-size:.5rem;margin-inline-start:.75rem;border:solid;border-width:0 2px 2px 0;rotate:45deg;translate:0 -.125rem}
@media (max-width:48rem){
.panes{display:block;margin-block-start:1.25rem;padding-block-start:1.25rem}
.panes>.section{margin-block-start:1.5rem}
@supports selector(:popover-open){
.nav-open{display:flex}
.nav{position:fixed;inset:auto 0 0;inline-size:100%;max-inline-size:30rem;max-block-size:80vh;margin-inline:auto;padding:1rem .75rem;border-radius:1rem 1rem 0 0;overflow:auto;background:var(--card);color:var(--text);box-shadow:0 0 32px rgb(0 0 0/.3)}
.nav:not(:popover-open){display:none}
.nav::backdrop{background:rgb(0 0 0/.5)}
.nav a{margin:0;padding:.75rem}
}
}
`;

export const WIDE = SECTIONS + PANES;
