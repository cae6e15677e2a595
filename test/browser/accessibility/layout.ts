/**
 * What of the panel is not laid out as it should, as a script that runs in the page and returns lines for a reader: text that
 * leaves its box or is cut without an ellipsis, texts and controls over each other, and a page that is wider than its window.
 */
export const LAYOUT_FLAWS = `(() => {
  const flaws = new Set();
  const say = (kind, ...elements) => flaws.add(kind + ": " + elements.map((one) =>
    one.tagName.toLowerCase() + "." + (one.getAttribute("class") ?? "") + " “" + one.textContent.trim().slice(0, 60) + "”").join(" and "));
  const top = [...document.querySelectorAll("[popover], dialog")].filter((one) => one.matches(":popover-open, :modal")).at(-1);
  const root = top ?? document.body;
  if (document.documentElement.scrollWidth > innerWidth) flaws.add("the page is " + document.documentElement.scrollWidth + " px wide");

  const styles = new Map();
  const styleOf = (element) => styles.get(element) ?? (styles.set(element, getComputedStyle(element)), styles.get(element));
  // What is seen of a rectangle: less than all where it is scrolled away.
  const seen = (rect, element) => {
    let { left, right, top, bottom } = rect;
    for (let box = element; box !== null && box !== document.documentElement; box = box.parentElement) {
      const style = styleOf(box);
      if (style.overflowX !== "visible" || style.overflowY !== "visible") {
        const clip = box.getBoundingClientRect();
        [left, right, top, bottom] = [Math.max(left, clip.left), Math.min(right, clip.right), Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
      }
    }
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : null;
  };
  // In the flow with each other: what floats over the rest on purpose (a menu, a head that stays) is laid out by itself.
  const layer = (element) => {
    for (let box = element; box !== null; box = box.parentElement)
      if (["fixed", "sticky"].includes(styleOf(box).position) || box.matches("[popover], [role=listbox]")) return box;
    return null;
  };
  const isOver = (a, b) => a.left < b.right - 1.5 && b.left < a.right - 1.5 && a.top < b.bottom - 2.5 && b.top < a.bottom - 2.5;
  const isHidden = (element) => element.closest(".hidden, [aria-hidden=true] option, select, title, desc") !== null || !element.checkVisibility({ visibilityProperty: true });

  const texts = [];
  const leaving = [];
  for (const element of root.querySelectorAll("*")) {
    if (isHidden(element)) continue;
    const style = styleOf(element);
    if (element instanceof HTMLElement && style.display !== "inline" && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
      // The handle of a column's border reaches into the next column.
      if (style.overflowX === "visible" && !element.matches("th.head")) leaving.push(element);
      // Words that are the same in every row are never cut, where the name has room enough without that.
      if (element.matches(".list td:is(.cell-status, .cell-time)") && element.closest(".list").clientWidth >= 400) say("is cut", element);
      if (["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis" && element.tagName !== "INPUT" &&
        element.tagName !== "TEXTAREA" && element.childElementCount === 0) say("is cut", element);
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || node.data.trim() === "") continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const visible = seen(rect, element);
        if (visible === null) continue;
        if (rect.left < -1 || rect.right > innerWidth + 1) if (visible.right > innerWidth + 1 || visible.left < -1) say("leaves the window", element);
        texts.push({ element, node, layer: layer(element), ...visible });
      }
    }
  }
  // The innermost: what it leaves, those around it leave too.
  for (const one of leaving) if (!leaving.some((other) => other !== one && one.contains(other))) say("leaves its box", one);
  texts.sort((a, b) => a.top - b.top);
  for (const [i, a] of texts.entries()) {
    for (let n = i + 1; n < texts.length && texts[n].top < a.bottom; n++) {
      const b = texts[n];
      if (a.node !== b.node && a.layer === b.layer && isOver(a, b)) say("lie over each other", a.element, b.element);
    }
  }
  const controls = [...root.querySelectorAll("button, input, select, label, a, [role=tab]")].filter((one) => !isHidden(one))
    .flatMap((element) => { const rect = seen(element.getBoundingClientRect(), element); return rect === null ? [] : [{ element, layer: layer(element), ...rect }]; });
  for (const [i, a] of controls.entries()) {
    for (const b of controls.slice(i + 1)) {
      if (a.layer !== b.layer || a.element.contains(b.element) || b.element.contains(a.element)) continue;
      if (a.element.closest("a, p") && b.element.closest("a, p")) continue;
      if (isOver(a, b)) say("controls over each other", a.element, b.element);
    }
  }
  return [...flaws];
})()`;
