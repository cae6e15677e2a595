/** What the browser's API asks for before it lets itself be loaded; nothing of it is called. */
Object.assign(globalThis, { chrome: { runtime: { id: "fuzz" } } });
