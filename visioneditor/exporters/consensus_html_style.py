"""The style sheet and the shapes of a printed matrix; the shapes are those of the window."""

_SERIF = '"Source Serif 4","Source Serif Pro",Charter,"Sitka Text","Noto Serif",Georgia,serif'

SIGNS = """<svg width="0" height="0" aria-hidden="true" style="position:absolute">
<symbol id="contributes" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" fill="currentColor"/></symbol>
<symbol id="partial" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor"
stroke-width="1.5"/><path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor"/></symbol>
<symbol id="gap" viewBox="0 0 16 16"><path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="currentColor"
stroke-width="1.6"/></symbol>
<symbol id="not-applicable" viewBox="0 0 16 16"><path d="M2 8h12" stroke="currentColor" stroke-width="2.2"/></symbol>
<symbol id="unstated" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor"
stroke-width="1.4"/></symbol>
<symbol id="passing" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor"
stroke-width="1.4" stroke-dasharray="2.6 2"/></symbol>
<symbol id="parent" viewBox="0 0 16 16"><path d="M3 3.5h10" stroke="currentColor" stroke-width="1.4"/><circle cx="8"
cy="9.5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
<symbol id="none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="1.5" fill="currentColor"/></symbol>
</svg>
"""

_SHEET = """
*{box-sizing:border-box}
html{background:var(--paper);color:var(--text);color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:1.8rem 1.5rem 4rem;font:15px/1.5 system-ui,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:inherit;text-decoration:none}a:focus-visible,.wide:focus-visible{outline:2px solid var(--focus);
outline-offset:2px}
h1{font:600 1.7rem/1.25 SERIF;margin:0 0 .4rem}header p{margin:.15rem 0}.sums{font-size:1.05rem}
.about,h2 span,h3 span,.missing span,.legend,.count{color:var(--muted);font-weight:400}
.wide{overflow-x:auto;margin:1.4rem 0 .4rem}
.matrix{border-collapse:collapse;font-size:13px}
.matrix thead th{height:13rem;width:2.4rem;min-width:2.4rem;padding:0;vertical-align:bottom;font-weight:400}
.matrix thead div{width:2.4rem;display:flex;justify-content:center;padding-bottom:.5rem}
.matrix thead span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:12.5rem;text-align:start;
line-height:1.15}
.matrix tbody th{font-weight:400;text-align:start;padding:.25rem 1rem .25rem 0;min-width:9rem;
max-width:16rem;overflow-wrap:break-word;position:sticky;left:0;background:var(--paper);z-index:1}
.matrix tbody td{text-align:center;padding:0;position:relative;font-variant-numeric:tabular-nums}
.matrix tbody tr{border-top:1px solid var(--line)}.matrix .totals tr{border:0;color:var(--muted)}
.matrix .totals tr:first-child{border-top:1.5px solid var(--edge)}
.matrix .count{text-align:start;padding-left:1rem;white-space:nowrap}
.matrix tbody tr:hover{background:var(--side)}
.said a{display:block;padding:.25rem 0}
td.stale::after,.corner{content:"";position:absolute;right:.28rem;top:.15rem;width:0;height:0;border-style:solid;
border-width:0 .45rem .45rem 0;border-color:transparent var(--stale) transparent transparent}
.legend{font-size:13px;margin:.2rem 0 0}.legend .corner{position:static;display:inline-block}
svg{width:1rem;height:1rem;vertical-align:-.15em}
svg.contributes{color:var(--contributes)}svg.partial{color:var(--partial)}svg.gap{color:var(--gap)}
svg.not-applicable{color:var(--na)}svg.unstated,svg.passing,svg.parent{color:var(--muted)}svg.none{color:var(--edge)}
.old{color:var(--stale)}
section{margin-top:2.2rem}
h2{font-size:1.15rem;line-height:1.35;margin:0 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;line-height:1.35;margin:0}h2 span,h3 span{font-size:13px;margin-left:.5rem}
.missing{list-style:none;margin:0;padding:0;columns:15rem;column-gap:2rem}.missing li{break-inside:avoid}
.missing span{font-size:13px;margin-left:.3rem}
article{margin:0 0 1.5rem;max-width:46rem}article:target{background:var(--moved-wash)}
article .about{font-size:13px;margin:.1rem 0 .4rem}
.words p{margin:0 0 .5rem;white-space:pre-line}.words p:last-child{margin:0}
.words{font:15px/1.54 SERIF;border-left:2px solid var(--edge);padding-left:.9rem}
@media print{html,body{background:#fff}body{max-width:none;padding:0;font-size:9.5pt}.wide{overflow:visible}
.matrix{font-size:8.5pt}.matrix thead{display:table-header-group}tr{break-inside:avoid}h2,h3,.about{break-after:avoid}
.words{font-size:10pt}p,.words{orphans:3;widows:3}td.stale::after,.corner{print-color-adjust:exact;
-webkit-print-color-adjust:exact}@page{size:landscape;margin:14mm 12mm}}
"""
SHEET = _SHEET.replace("SERIF", _SERIF)
