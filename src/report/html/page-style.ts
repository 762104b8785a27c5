import { TIME_PARTS } from '../../measure/time-split/split-columns.ts';

/** The style sheet of the page: one column of text and figures, light and dark, on screen and on paper. */
export const PAGE_STYLE: string = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1d1f23; --soft: #5c6068; --rule: #dcd9d1; --wash: #f1efe9;
  --good: #1f6b45; --warning: #865300; --bad: #ab2321;
  --arrivals: #9a4a00; --sent: #1d5f8a; --backlog: #9a4a00; --gap: #9a4a0026; --band: #80808026;
  --bars: #a9c3d6; --cumulative: #1d5f8a; --quantile: #6a6e76; --bound: #1f6b45;
  --held: #8a8f98; --retries: #7b4fa3; --sender: #b8681c; --service: #d9a441; --account: #a8452f; --own: #2f7d6b; --carrier: #7fa6c4;
  --shade-1: #f3e0cb; --shade-2: #eac49b; --shade-3: #dfa56c; --shade-4: #cd8340; --shade-5: #ad611e; --shade-6: #7d3f08;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e6e4de; --soft: #a3a6ac; --rule: #34373d; --wash: #1f2226;
    --good: #7cc79b; --warning: #e3b25c; --bad: #f38f86;
    --arrivals: #e8a15c; --sent: #7ab8e0; --backlog: #e8a15c; --gap: #e8a15c30; --band: #b0b0b026;
    --bars: #35536a; --cumulative: #7ab8e0; --quantile: #a3a6ac; --bound: #7cc79b;
    --held: #8d929b; --retries: #b79adb; --sender: #e8a15c; --service: #e9cd84; --account: #e58a76; --own: #74c2ad; --carrier: #5b86a8;
    --shade-1: #3a2c1e; --shade-2: #5a3e22; --shade-3: #815526; --shade-4: #aa702f; --shade-5: #d08f47; --shade-6: #f5bd7d;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 3.5rem 1.5rem 6rem; }
h1, h2, h3, h4, .lead { font-family: "Iowan Old Style", "Charter", "Palatino Linotype", "Noto Serif", "DejaVu Serif", Georgia, serif; text-wrap: balance; }
h1 { font-size: 2.5rem; line-height: 1.15; font-weight: 600; margin: .2rem 0 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.45rem; line-height: 1.25; font-weight: 600; margin: 4rem 0 1rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
p { margin: 0 0 .5rem; max-width: 46rem; }
small.interval { display: block; white-space: nowrap; }
small { font-size: .82em; color: var(--soft); font-weight: 400; }
.kicker, .note, figcaption { color: var(--soft); }
.kicker { font-size: .95rem; }
.note { font-size: .92rem; margin: .6rem 0; }
.lead { font-size: 1.45rem; line-height: 1.4; max-width: 44rem; margin-bottom: 1rem; }
.verdict p { overflow-wrap: anywhere; }
.good { color: var(--good); } .warning, .warn, .inconclusive, .no-data { color: var(--warning); } .bad, .fail { color: var(--bad); } .pass { color: var(--good); }
.word { font-weight: 600; }
.mark-word { font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1.6rem; margin: 2.4rem 0 0; padding: 1.4rem 0 0; border-top: 1px solid var(--rule); }
.figures div { display: flex; flex-direction: column; }
.figures dt { order: 1; font-size: .88rem; line-height: 1.3; }
.figures dd { margin: 0; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures dd.more { order: 2; color: var(--soft); font-size: .82rem; line-height: 1.35; margin-top: .15rem; }
.facts { display: grid; grid-template-columns: minmax(7rem, 15rem) 1fr; gap: .3rem 1.5rem; margin: 0; font-size: .95rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .42rem 1.1rem .42rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .85rem; vertical-align: bottom; white-space: nowrap; border-bottom-color: var(--soft); }
tbody th { min-width: 8rem; overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
tbody th small { display: inline-block; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: .2rem 0; cursor: pointer; text-align: inherit; }
th button:hover { color: var(--ink); text-decoration: underline; }
th[aria-sort=ascending] button::after { content: " \\2191"; } th[aria-sort=descending] button::after { content: " \\2193"; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
figure { margin: 1.8rem 0 2.4rem; }
figcaption { color: var(--ink); font-weight: 600; margin-bottom: .2rem; overflow-wrap: anywhere; }
.legend { font-size: .88rem; color: var(--soft); margin: 0 0 .2rem; }
.legend span { margin-right: 1.4rem; display: inline-block; }
.legend button { font: inherit; color: inherit; background: none; border: 0; padding: .15rem 0; cursor: pointer; } .legend button:hover { color: var(--ink); } .legend button[aria-pressed=false] { text-decoration: line-through; opacity: .6; }
.key { display: inline-block; width: 1rem; height: .2rem; margin-right: .45rem; vertical-align: .25rem; background: currentColor; }
.key.arrivals { background: var(--arrivals); } .key.sent { background: var(--sent); } .key.backlog { background: var(--backlog); } .key.cumulative { background: var(--cumulative); } .key.bound { background: var(--bound); } .key.broken { background: var(--bad); }
.key.bars, .key.incident, .key.shade-1, .key.shade-6 { height: .75rem; vertical-align: -.05rem; }
.key.bars { background: var(--bars); } .key.incident { background: var(--band); } .key.shade-1 { background: var(--shade-1); } .key.shade-6 { background: var(--shade-6); }
${TIME_PARTS.map((part) => `.part.${part} { fill: var(--${part}); } .key.part.${part} { background: var(--${part}); }`).join(' ')}
.key.part { height: .75rem; vertical-align: -.05rem; } .bar-name { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.still { display: block; width: 100%; font-size: 13px; } .still:not(.fluid) { min-width: 40rem; height: auto; }
.label { fill: var(--soft); }
.grid { stroke: var(--rule); } .base, .tick { stroke: var(--soft); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line.arrivals { stroke: var(--arrivals); } .line.sent { stroke: var(--sent); } .line.backlog { stroke: var(--backlog); } .line.cumulative { stroke: var(--cumulative); }
.spread { opacity: .22; } .spread.sent, .spread.cumulative, .spread.run-a { fill: var(--sent); } .spread.backlog, .spread.run-b { fill: var(--backlog); } .line.run-a { stroke: var(--sent); } .line.run-b { stroke: var(--backlog); } .key.run-a { background: var(--sent); } .key.run-b { background: var(--backlog); }
.gap { fill: var(--gap); } .band { fill: var(--band); } path.bars { fill: var(--bars); }
.mark { stroke: var(--quantile); stroke-dasharray: 2 3; } .mark.bound { stroke: var(--bound); stroke-dasharray: none; stroke-width: 1.5; } .mark.broken { stroke: var(--bad); stroke-dasharray: none; stroke-width: 1.5; }
.mark-label { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; } .mark-label.bound { fill: var(--bound); } .mark-label.broken { fill: var(--bad); }
path.shade-1 { fill: var(--shade-1); } path.shade-2 { fill: var(--shade-2); } path.shade-3 { fill: var(--shade-3); } path.shade-4 { fill: var(--shade-4); } path.shade-5 { fill: var(--shade-5); } path.shade-6 { fill: var(--shade-6); }
.live { display: none; }
.scripted .live { display: block; width: 100%; } .scripted .still-room { display: none; }
.live.tall { height: 20rem; } .live.middling { height: 17rem; }
${Array.from({ length: 24 }, (_, row) => `.live.rows-${row + 1} { height: ${56 + 18 * (row + 1) + 20}px; }`).join('\n')}
details { margin: .6rem 0; font-size: .95rem; }
details.data { font-size: .88rem; color: var(--soft); }
summary { cursor: pointer; width: fit-content; padding: .15rem 0; }
.data table { width: auto; min-width: 24rem; }
pre { overflow: auto; max-height: 40rem; padding: 1rem 1.2rem; background: var(--wash); font-size: .85rem; line-height: 1.5; margin: .6rem 0; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: .9em; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--sent); outline-offset: 3px; }
@media (max-width: 40rem) {
  main { padding: 2rem 1.1rem 4rem; }
  h1 { font-size: 1.9rem; } .lead { font-size: 1.22rem; } h2 { margin-top: 3rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.2rem 1.4rem; } .figures dd:not(.more) { font-size: 1.4rem; }
  .still:not(.fluid) { min-width: 34rem; font-size: 17px; }
  .wordy thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wordy tbody tr { display: grid; grid-template-columns: repeat(3, auto) 1fr; border-bottom: 1px solid var(--rule); } .wordy tbody :is(th, td) { border: 0; min-width: 0; } .wordy td:last-child { grid-column: 1 / -1; padding-top: 0; }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .6rem; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --soft: #4a4a4a; --rule: #ccc; --wash: #fff;
    --good: #1f6b45; --warning: #865300; --bad: #ab2321;
    --arrivals: #9a4a00; --sent: #1d5f8a; --backlog: #9a4a00; --gap: #9a4a0026; --band: #80808026;
    --bars: #a9c3d6; --cumulative: #1d5f8a; --quantile: #6a6e76; --bound: #1f6b45;
    --held: #8a8f98; --retries: #7b4fa3; --sender: #b8681c; --service: #d9a441; --account: #a8452f; --own: #2f7d6b; --carrier: #7fa6c4;
  --shade-1: #f3e0cb; --shade-2: #eac49b; --shade-3: #dfa56c; --shade-4: #cd8340; --shade-5: #ad611e; --shade-6: #7d3f08;
  }
  * { print-color-adjust: exact; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } h2 { margin-top: 1.8rem; break-after: avoid; }
  .scripted .live { display: none; } .scripted .still-room { display: block; } .still:not(.fluid) { min-width: 0; }
  figure, tr, .figures { break-inside: avoid; } .scroll { overflow: visible; } details.data, details:not([open]) { display: none; }
  .figures { grid-template-columns: repeat(3, 1fr); } table { font-size: 8pt; } th, td { padding-right: .5rem; } thead th { white-space: normal; font-size: 7.5pt; } tbody th { min-width: 0; } pre { max-height: none; white-space: pre-wrap; padding: 0; }
}
`;
