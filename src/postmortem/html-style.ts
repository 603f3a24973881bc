/** How the page looks, on a screen by day and by night, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --ink: #1c2026; --quiet: #565e6a; --edge: #d5d9df; --link: #0b57b7;
  --bad: #c0332b; --watch: #c98a1b; --good: #1b7a43; --misled: #7a4bb5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --raised: #1e232a; --ink: #e6e9ee; --quiet: #a3acb9; --edge: #39414c; --link: #86b7ff;
    --bad: #f0776d; --watch: #e3b04c; --good: #5fc38a; --misled: #bd9bef;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
main, footer { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
footer { color: var(--quiet); font-size: .875rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: .5rem 0 1rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--edge); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
p, td, th { white-space: pre-wrap; }
section > p, blockquote > p { unicode-bidi: plaintext; }
strong, em, a, code, del { unicode-bidi: isolate; }
p { margin: .5rem 0; }
li > p { margin: .15rem 0; }
ul, ol { padding-left: 1.4rem; margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a.ref { font-size: .85em; text-decoration: none; color: var(--quiet); font-variant-numeric: tabular-nums; }
a.ref:hover, a.ref:focus { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: var(--raised); outline: 2px solid var(--edge); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .9em; }
code { background: var(--raised); padding: .1em .3em; border-radius: .25em; white-space: pre-wrap; }
pre { background: var(--raised); padding: .75rem 1rem; border-radius: .4rem; white-space: pre-wrap; margin: .5rem 0; }
pre code { padding: 0; background: none; }
blockquote { margin: .75rem 0; padding: .1rem 1rem; border-left: .25rem solid var(--edge); color: var(--quiet); }
header > blockquote { border-color: var(--watch); background: var(--raised); color: var(--ink); }
.badges, nav ul { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; padding: 0; margin: 0; }
.badge {
  font-size: .8rem; font-weight: 600; padding: .1rem .6rem; border: 1px solid var(--edge); border-radius: 1rem;
  color: var(--quiet);
}
.badge.severity, .badge.private { color: var(--bad); border-color: currentColor; }
.badge.over { color: var(--good); border-color: currentColor; }
.badge.status { color: var(--ink); border-color: var(--watch); }
.badge.test { color: var(--misled); border-color: currentColor; }
nav { margin: 1.5rem 0 0; }
nav ul { gap: .25rem 1.25rem; font-size: .925rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem; border-bottom: 1px solid var(--edge); }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 600; min-width: 8rem; }
td { min-width: 6rem; }
.facts th { width: 10rem; color: var(--quiet); }
#timeline > ul { list-style: none; padding-left: 1.1rem; margin-left: .4rem; border-left: 2px solid var(--edge); }
#timeline > ul > li { position: relative; margin: .35rem 0; }
#timeline > ul > li::before {
  content: ""; position: absolute; left: calc(-1.1rem - 6px); top: .65rem; width: 10px; height: 10px;
  border-radius: 50%; background: var(--edge); border: 2px solid var(--ground);
}
#timeline > ul > li.milestone::before { background: var(--bad); }
#timeline > ul > li.misleading::before { background: var(--misled); }
#timeline > h3 ~ ul { list-style: disc; border: 0; margin-left: 0; padding-left: 1.4rem; }
#timeline > h3 ~ ul > li::before { content: none; }
.box { margin-right: .5rem; float: left; }
#corrective-and-preventative-measures li:has(> .box) { list-style: none; margin-left: -1.4rem; }
figure { margin: .75rem 0; }
figcaption { color: var(--quiet); font-size: .875rem; }
figure img { max-width: 100%; max-height: 40rem; border: 1px solid var(--edge); border-radius: .4rem; }
svg { display: block; width: 100%; min-width: 44rem; height: auto; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); unicode-bidi: plaintext; }
svg .tick { fill: var(--quiet); font-size: 12px; }
svg .grid { stroke: var(--edge); }
svg .lead { stroke: var(--quiet); }
svg .line { fill: var(--edge); }
svg .hurt { fill: var(--bad); }
svg .watched { fill: var(--watch); }
svg .gap { fill: none; stroke: var(--ink); stroke-dasharray: 3 2; }
svg .milestone { fill: var(--ground); stroke: var(--ink); stroke-width: 2.5; }
svg .entry { stroke: var(--quiet); stroke-width: 1; fill: none; }
svg .misled { fill: var(--misled); }
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --raised: #f5f6f8; --ink: #000000; --quiet: #444b55; --edge: #c5c9cf; --link: #0b57b7;
    --bad: #c0332b; --watch: #c98a1b; --good: #1b7a43; --misled: #7a4bb5;
  }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; }
  main, footer { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h2, h3 { break-after: avoid; }
  li > p, tr, figure { break-inside: avoid; }
  svg { min-width: 0; }
  svg rect, svg circle, .badge, li::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
