import { useEffect } from "preact/hooks";

/**
 * Tells when the colors of the theme may have changed: what is drawn on a canvas does not follow by itself.
 *
 * @param onChange gets nothing: computed styles have the new colors
 */
export function useThemeChange(onChange: () => void): void {
  useEffect(() => {
    const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener("change", onChange);
    const observer = new MutationObserver(onChange);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
    return () => {
      for (const query of queries) query.removeEventListener("change", onChange);
      observer.disconnect();
    };
  }, [onChange]);
}
