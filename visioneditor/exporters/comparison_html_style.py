"""The style sheet of a printed comparison: the window's colours, light or dark as the reader's system is set.

On paper it is always light, and what is folded stays folded. No meaning is told by colour alone: new words are
underlined, old ones struck out, bars are solid, dashed, double or dotted.
"""

from collections.abc import Mapping

Colours = Mapping[str, str]

TOKENS = (
    *("paper", "side", "line", "edge", "text", "muted", "accent", "focus", "markup"),
    *("added", "added-wash", "removed", "removed-wash", "moved", "moved-wash"),
    *("contributes", "partial", "gap", "na", "stale"),
)

_SHEET = """
*{box-sizing:border-box}
html{background:var(--paper);color:var(--text);color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1.5rem 4rem;font:15px/1.54 "Source Serif 4","Source Serif Pro",
Charter,"Sitka Text","Noto Serif",Georgia,serif;overflow-wrap:anywhere}
header,nav,summary,.label,.labels,.skip,.heads,footer{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,
sans-serif;font-size:13px;line-height:1.5}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem;font-weight:600;font-family:"Source Serif 4","Source Serif Pro",
Charter,"Sitka Text","Noto Serif",Georgia,serif}
header p{margin:.15rem 0;color:var(--muted)}
header .sums{font-size:1rem;color:var(--text);margin:.7rem 0 0}header .sums b{font-weight:600}
nav{margin:1.3rem 0 1.6rem;border:solid var(--line);border-width:1px 0}
nav h2{font-size:13px;font-weight:600;margin:.7rem 0 .2rem}
nav ol{list-style:none;margin:0 0 .7rem;padding:0;columns:30rem;column-gap:2.5rem}
nav li{display:flex;gap:.55rem;padding:.12rem 0;break-inside:avoid;align-items:baseline}
nav li .sign{flex:none;width:1em;text-align:center;font-weight:600;color:var(--muted)}
nav li .what{flex:1;min-width:0}nav li a{color:var(--text);text-decoration:none;font-weight:500}
nav li a:hover{text-decoration:underline}nav li .said{color:var(--muted)}
nav li .count{flex:none;font-variant-numeric:tabular-nums}
.plus{color:var(--added)}.minus{color:var(--removed)}.arrow{color:var(--moved)}
.legend{color:var(--muted);margin:0 0 .8rem}.legend>*{margin-right:1.1rem}
.heads,.row{display:grid;grid-template-columns:1fr 1fr}
.heads{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);color:var(--muted)}
.heads>*{padding:.35rem 1.1rem}
.heads>*+*,.row>.new{border-left:1px solid var(--line)}
section{border-bottom:1px solid var(--line);padding:.5rem 0 .6rem;scroll-margin-top:2.2rem}
.row{scroll-margin-top:2.2rem}.row:target,section:target,details:target{background:var(--moved-wash)}
.cell{padding:.28rem 1.1rem .28rem .8rem;min-width:0;border-left:0}
.body{padding-left:calc(.7rem + 3px);min-width:0}
.body.gone,.body.come,.body.moved,.body.quiet{padding-left:.7rem}
.body.gone{border-left:3px dashed var(--removed)}.body.come{border-left:3px solid var(--added)}
.body.moved{border-left:4px double var(--moved)}.body.quiet{border-left:3px dotted var(--markup)}
.body p,.body pre,.body h2,.body h3,.body h4,.body h5,.body h6,.body table{margin:0}
.body h2,.body h3,.body h4,.body h5,.body h6{font-weight:600;line-height:1.3;padding-top:.3rem}
.body h2{font-size:1.45em}.body h3{font-size:1.2em}.body h4{font-size:1.05em}.body h5,.body h6{font-size:1em}
ins,del{unicode-bidi:isolate}
ins{color:var(--added);background:var(--added-wash);text-decoration:underline;text-decoration-thickness:1.5px;
text-underline-offset:.16em}
del{color:var(--removed);background:var(--removed-wash);text-decoration:line-through;text-decoration-thickness:1.5px}
ins.whole,del.whole{display:block;color:inherit;background:none;text-decoration:none}
.quietly{border-bottom:1.5px dotted var(--markup)}
.item{display:flex;gap:.55rem}.item>.marker{flex:none;min-width:1em;text-align:right}.item>p{flex:1;min-width:0}
.quote{border-left:2px solid var(--edge);padding-left:.8rem;color:var(--muted)}
.term{font-weight:600}.other,.unseen{color:var(--muted)}
.unseen,pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
pre{background:var(--side);padding:.45rem .7rem;white-space:pre-wrap;line-height:1.45}
code{background:var(--side);padding:0 .15em}pre code{background:none}
table{width:100%;table-layout:fixed;border-collapse:collapse;margin-bottom:-1px!important;font-size:.93em}
td,th{border:1px solid var(--line);padding:.2rem .5rem;vertical-align:top;text-align:start}
th{font-weight:600;background:var(--side)}
.row.table>.cell{padding-top:0;padding-bottom:0}
.label{color:var(--muted);font-weight:600;margin:.1rem 0}.label a{color:inherit}.label.note{font-weight:400}
.label.moved{color:var(--moved)}.label.come{color:var(--added)}.label.gone{color:var(--removed)}
.labels{display:flex;flex-wrap:wrap;gap:0 .9rem}
details>summary{cursor:pointer;padding:.4rem 1.1rem;color:var(--muted)}
details>summary b{color:var(--text);font-weight:600}details>summary .label{margin:0}
details.same{background:var(--side);border-bottom:1px solid var(--line)}
details.same[open]{background:var(--paper)}details.inside{margin:.2rem 0}
details.inside>summary{background:var(--side)}
details.moved{border-bottom:1px solid var(--line);scroll-margin-top:2.2rem}
details.moved>summary{border-left:4px double var(--moved)}
details.moved>summary b{font:600 1.1em "Source Serif 4","Source Serif Pro",Charter,"Noto Serif",Georgia,serif}
footer{margin-top:2rem;color:var(--muted)}
@media (max-width:46rem){
body{padding:1rem .6rem}.heads{display:none}.row{grid-template-columns:1fr}.row>.new{border-left:0}
.row.same>.old,.row>.empty{display:none}nav ol{columns:1}
.row:not(.same)>.old::before{content:"old"}.row:not(.same)>.new::before{content:"new"}
.row>.cell::before{font:11px system-ui,sans-serif;color:var(--muted)}
}
@media print{
html,body{background:#fff}body{max-width:none;padding:0;font-size:9.5pt}.heads{position:static}.skip{display:none}
.row.table,nav li{break-inside:avoid}.row.title{break-after:avoid}p{orphans:3;widows:3}
ins,del,pre,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}@page{margin:16mm 14mm}
}
"""


def style_sheet(light: Colours, dark: Colours, contrast: Colours, sheet: str = _SHEET) -> str:
    """The whole sheet; `sheet` is what follows the colours, that of a comparison unless it is given."""
    return (
        f":root{{{_variables(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}"
        f"@media screen and (prefers-contrast:more){{:root{{{_variables(contrast)}}}}}"
        f"{sheet}"
    )


def _variables(colours: Colours) -> str:
    return "".join(f"--{token}:{colours[token]};" for token in TOKENS)
