/** The style of the HTML report: DevTools' own colors, both themes by the reader's system, no script. */
export const STYLE = `:root{color-scheme:light dark;
--bg:light-dark(#fff,#1f1f1f);--text:light-dark(#1f1f1f,#e3e3e3);--text-2:light-dark(#474747,#c7c7c7);--dim:light-dark(#6e6e6e,#9a9a9a);
--divider:light-dark(#dfe3ea,#4a4a4a);--outline:light-dark(#c7c7c7,#757575);--outline-strong:light-dark(#747775,#8e918f);
--primary:light-dark(#0b57d0,#a8c7fa);--primary-bright:light-dark(#1b6ef3,#7cacf8);
--error:light-dark(#b3261e,#f2b8b5);--good:light-dark(#146c2e,#6dd58c);--warning:light-dark(#976700,#fde047);
--good-ground:light-dark(#e8f1ea,#1b3a24);--error-ground:light-dark(#fcebea,#4d1f1c);--warning-ground:light-dark(#fef9d8,#413310);
--neutral-ground:light-dark(#f4f6fb,#2b2b2b);--code-ground:light-dark(#f0f1f3,#333)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:900px;padding:24px 20px 64px;background:var(--bg);color:var(--text);font:14px/21px system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:22px;line-height:28px;font-weight:600;margin:0 0 12px}
h2{font-size:15px;line-height:22px;font-weight:600;margin:0}
h3{font-size:13px;line-height:20px;font-weight:600;margin:24px 0 6px;color:var(--text-2)}
h4{font-size:13px;font-weight:600;margin:10px 0 2px}
p{margin:4px 0;text-wrap:pretty}
code,pre,.label{font:12px/18px ui-monospace,"Noto Sans Mono","DejaVu Sans Mono",Menlo,Consolas,monospace}
code{background:var(--code-ground);border-radius:4px;padding:1px 4px;box-decoration-break:clone;-webkit-box-decoration-break:clone}
pre{margin:6px 0;padding:10px 12px;border-radius:6px;background:var(--code-ground);overflow-x:auto;white-space:pre;overflow-wrap:normal;tab-size:4}
a{color:var(--primary);text-decoration:none}a:hover{text-decoration:underline}
.dim,.evidence{color:var(--dim)}.evidence{font-size:12px}
dl{display:grid;grid-template-columns:minmax(120px,max-content) 1fr;gap:3px 16px;margin:8px 0}
dt{color:var(--text-2)}dd{margin:0;min-width:0}
table{border-collapse:collapse;width:100%;margin:6px 0}
th{font-weight:600;text-align:start;color:var(--text-2);overflow-wrap:normal}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--divider);vertical-align:top}
td.number,th.number{text-align:end}
.index{margin-top:20px}.index td:nth-child(3){min-width:128px;overflow-wrap:normal}
.connection{margin-top:32px;padding-top:20px;border-top:1px solid var(--divider)}
.connection>h2{margin-bottom:10px}
.verdict{padding:9px 12px;border-inline-start:4px solid var(--level);border-radius:0 6px 6px 0;background:var(--ground);font-size:15px;line-height:22px}
.verdict p{margin:0}
.healthy{--level:var(--good);--ground:var(--good-ground)}.attention{--level:var(--warning);--ground:var(--warning-ground)}
.failed{--level:var(--error);--ground:var(--error-ground)}.unknown{--level:var(--outline-strong);--ground:var(--neutral-ground)}
.dot{display:inline-block;width:9px;height:9px;margin-inline-end:7px;border-radius:50%;background:var(--level)}
.pass{color:var(--good)}.warn{color:var(--warning)}.fail{color:var(--error);font-weight:600}.not-applicable,.not-observed{color:var(--dim)}
.checks th,.checks td:not(:nth-child(3)){white-space:nowrap;overflow-wrap:normal}
td:last-child,th:last-child{padding-inline-end:0}
ul{margin:4px 0;padding-inline-start:20px}
details{margin:8px 0;border:1px solid var(--divider);border-radius:6px;padding:0 12px}
details>summary{margin:0 -12px;padding:7px 12px;cursor:pointer}
details[open]{padding-bottom:8px}
.likelihood{color:var(--dim);margin-inline-start:8px}
.gaps{padding:8px 12px;border-radius:6px;background:var(--warning-ground)}
.path{margin:14px 0 0;overflow-x:auto}.path svg{display:block;width:100%;min-width:540px;height:auto}
.box{fill:var(--bg);stroke:var(--outline)}.name,.pill text{fill:var(--text);font-size:12px;text-anchor:middle}.pill text{font-size:11px}
.life{stroke:var(--outline);stroke-dasharray:2 4;fill:none}.line{stroke:var(--tone);stroke-width:1.5;fill:none}.unsure{stroke-dasharray:4 4}.head{fill:var(--tone)}
.label{font-size:11px;fill:var(--text-2);stroke:var(--bg);stroke-width:4px;paint-order:stroke}
.request{--tone:var(--primary-bright)}.good{--tone:var(--good)}.bad{--tone:var(--error)}.bad .label{fill:var(--error)}
.none{--tone:var(--outline)}.none .line{stroke-dasharray:2 5}.none .label{fill:var(--dim)}
.pill rect{fill:var(--bg);stroke:var(--outline-strong)}.live rect{fill:var(--good-ground);stroke:var(--good)}
@media (max-width:620px){.index thead{display:none}.index tr{display:grid;grid-template-columns:1fr auto;gap:2px 12px;padding:8px 0;border-bottom:1px solid var(--divider)}.index td{border:0;padding:0}.index td:nth-child(2){grid-column:1/-1;order:1}.index td:nth-child(4){grid-column:1/-1;order:2}.index td:empty{display:none}.checks thead{display:none}.checks tr{display:grid;grid-template-columns:1fr auto auto;gap:0 12px;padding:6px 0;border-bottom:1px solid var(--divider)}.checks td{border:0;padding:0}.checks td:nth-child(3){grid-column:1/-1;order:1}dl{grid-template-columns:1fr}dt{margin-top:4px}}
@media print{body{max-width:none;padding:0}.connection{break-before:page}pre{white-space:pre-wrap}}
@media (forced-colors:active){.box,.pill rect{fill:Canvas;stroke:CanvasText}.line,.life{stroke:CanvasText}.head,.name,.label,.pill text{fill:CanvasText}.label{stroke:Canvas}}
`;
