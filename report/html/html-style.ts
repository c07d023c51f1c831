/** How the HTML report looks: one sheet, light and dark, for wide and narrow screens and for paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --card: #ffffff; --ink: #1d1f23; --soft: #62666e; --line: #e2e0da; --code: #f1efea;
  --good: #1b7f4d; --good-soft: #e3f3ea; --bad: #b3261e; --bad-soft: #fbe9e7;
  --warn: #8a5a00; --warn-soft: #fbf0d9; --calm: #3b5b92; --calm-soft: #e8eef8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1d2024; --ink: #e8e6e1; --soft: #a0a4ab; --line: #31353b; --code: #272b30;
    --good: #5fc792; --good-soft: #17352a; --bad: #f2867c; --bad-soft: #3d2120;
    --warn: #e2b457; --warn-soft: #3a2f19; --calm: #8fb0ea; --calm-soft: #1f2c42;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif;
}
main, header > div, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header { background: var(--tone-soft); border-top: 6px solid var(--tone); padding: 1.75rem 0 1.5rem; }
.good { --tone: var(--good); --tone-soft: var(--good-soft); }
.bad { --tone: var(--bad); --tone-soft: var(--bad-soft); }
.warn { --tone: var(--warn); --tone-soft: var(--warn-soft); }
.calm { --tone: var(--calm); --tone-soft: var(--calm-soft); }
.status { margin: 0; color: var(--tone); font-weight: 650; }
.status b { font-size: .82rem; letter-spacing: .08em; text-transform: uppercase; margin-right: .6rem; }
.status span { font-weight: 400; color: var(--soft); }
h1 { margin: .5rem 0 .9rem; font-size: clamp(1.35rem, 1.1rem + 1.6vw, 2rem); line-height: 1.25; text-wrap: balance; }
header dl { font-size: 1rem; gap: .35rem; }
header dt { font-weight: 600; color: var(--ink); }
del { color: var(--soft); }
.figures { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.figures b { display: block; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2; }
.figures span { color: var(--soft); font-size: .82rem; }
section {
  margin: 1.1rem 0; padding: 1.1rem 1.4rem 1.3rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 10px;
}
h2 { margin: 0 0 .7rem; font-size: 1.12rem; }
h3 { margin: 1.3rem 0 .5rem; font-size: .95rem; }
h4 { margin: 0 0 .35rem; font-size: 1rem; font-weight: 500; }
p { margin: .5rem 0; }
ul, ol { margin: .5rem 0; padding-left: 1.4rem; }
li { margin: .2rem 0; }
.muted, time { color: var(--soft); }
time { font-size: .88em; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .86em; }
code { background: var(--code); padding: .1em .35em; border-radius: 4px; overflow-wrap: anywhere; white-space: pre-wrap; }
pre {
  margin: .6rem 0; padding: .8rem 1rem; background: var(--code); border-radius: 8px;
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto;
}
.mark { color: var(--tone); font-weight: 600; }
.wide { overflow-x: auto; margin: .4rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .82rem; }
th, td { padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { margin: .4rem 0; display: grid; gap: .22rem; font-size: .93rem; }
dl > div { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: .9rem; }
dt { color: var(--soft); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
.entry { margin: .8rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--tone); }
.words { margin: .8rem 0; }
.words figcaption, .picture figcaption { color: var(--soft); font-size: .85rem; }
.picture figcaption { font-weight: 600; color: var(--ink); margin-bottom: .3rem; }
blockquote {
  margin: .35rem 0 0; padding: .7rem 1.1rem; border-left: 3px solid var(--line); background: var(--code);
  border-radius: 0 8px 8px 0; white-space: pre-wrap; overflow-wrap: anywhere;
}
.picture { margin: 1.2rem 0 .6rem; }
details { margin: .8rem 0 0; }
summary { cursor: pointer; color: var(--calm); font-weight: 550; }
summary:hover { text-decoration: underline; }
details[open] > summary { margin-bottom: .6rem; }
.meter { display: grid; grid-template-columns: 1fr auto; gap: .15rem 1rem; margin: .6rem 0 .9rem; font-size: .93rem; }
.meter span + span { color: var(--soft); font-variant-numeric: tabular-nums; }
.meter svg { grid-column: 1 / -1; width: 100%; height: 6px; border-radius: 3px; }
.meter .all { fill: var(--line); }
.meter .used { fill: var(--tone); }
.chart { display: block; width: 100%; height: auto; font-size: 12px; }
.chart .side { fill: var(--good-soft); }
.chart .grid { stroke: var(--line); }
.chart .axis { stroke: var(--soft); }
.chart .tick, .chart .axis-name { fill: var(--soft); }
.chart .bound { stroke: var(--good); stroke-width: 1.5; stroke-dasharray: 6 4; }
.chart .bound-name { fill: var(--good); font-weight: 600; }
.chart .trend { fill: none; stroke: var(--soft); stroke-width: 2; stroke-linejoin: round; }
.chart .run { fill: var(--soft); }
.chart .passed { fill: var(--good); stroke: var(--card); stroke-width: 2; }
.chart .failed { fill: var(--card); stroke: var(--bad); stroke-width: 2.5; }
.chart .value { fill: var(--ink); font-weight: 600; }
.chart .value, .chart .bound-name { paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; }
footer { padding-top: .4rem; padding-bottom: 2.5rem; color: var(--soft); font-size: .88rem; }
@media (max-width: 40rem) {
  main, header > div, footer { padding: 0 .8rem; }
  section { padding: .9rem .95rem 1.1rem; }
  dl > div { grid-template-columns: 1fr; gap: 0; }
  dl { gap: .5rem; }
  .chart { font-size: 17px; }
}
@media print {
  :root { --paper: #fff; --card: #fff; }
  body { font-size: 11pt; }
  section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .6rem 0; margin: .4rem 0; }
  section, .entry, .picture, tr { break-inside: avoid-page; }
  pre { max-height: none; }
  header { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
