import type { ComponentChildren } from "preact";

/** A titled part of a tab. */
export function Section({
  title,
  end,
  children,
}: {
  title: string;
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  );
}

/** A part that opens on a click. */
export function Disclosure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="disclosure">
      <summary>{title}</summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
