/** The book's look: DevTools' font sizes, both themes, readable lines. Kept as text because the page must carry it. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f1f1f; --quiet: #5e5e5e; --line: #d3d3d3; --soft: #f2f4f8; --link: #0b57d0; --base: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e3e3e3; --quiet: #ababab; --line: #474747; --soft: #33353a; --link: #7cacf8; --base: #282828; }
}
html { background: var(--base); color: var(--text); font: 14px/1.5 system-ui, sans-serif; scroll-padding-top: 1rem; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 6rem; overflow-wrap: anywhere; }
a { color: var(--link); }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.35rem; margin-top: 3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin-top: 2rem; }
.name { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
.name a { color: inherit; text-decoration: none; }
.name a:hover { text-decoration: underline; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
article:target { background: var(--soft); box-shadow: 0 0 0 0.75rem var(--soft); border-radius: 2px; }
p, dl, blockquote { margin: 0.4rem 0; }
blockquote { padding-left: 0.75rem; border-left: 3px solid var(--line); }
dt { margin-top: 0.5rem; font-weight: 600; } dd { margin-left: 1.25rem; }
code { font: 0.92em ui-monospace, monospace; background: var(--soft); padding: 0 0.2em; border-radius: 2px; }
figure { margin: 0.75rem 0; } figcaption { color: var(--quiet); }
pre { margin: 0.25rem 0; padding: 0.75rem; overflow-x: auto; background: var(--soft); } pre code { padding: 0; background: none; }
.wide { overflow-x: auto; } table { border-collapse: collapse; }
th { overflow-wrap: normal; } th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
@media print { article { break-inside: avoid; } }
`;
