import type { Plugin } from "vite";

/** Leaves what translators are told of a text out of what is built: a page that people get by mail has no use for it. */
export function bareMessages(): Plugin {
  return {
    name: "bare-messages",
    apply: "build",
    enforce: "pre",
    transform(text, id) {
      if (!/[\\/]_locales[\\/]\w+[\\/]messages\.json$/.test(id)) return null;
      const messages: Record<string, { description?: string }> = JSON.parse(text);
      const bare = Object.entries(messages).map(([key, { description: _, ...message }]) => [key, message]);
      return { code: JSON.stringify(Object.fromEntries(bare)), map: null };
    },
  };
}
