import type { ComponentChildren } from "preact";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import type { Confidence } from "../../knowledge/intermediaries/intermediary.ts";
import type { Reference } from "../../knowledge/reference.ts";
import { type Words as Text, visibleText } from "../../knowledge/text.ts";
import { Evidence } from "../Evidence.tsx";
import { type Entry, Sources } from "../More.tsx";
import { Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";

const CONFIDENCE: Readonly<Record<Confidence, MessageKey>> = {
  certain: "confidenceCertain",
  likely: "confidenceLikely",
  possible: "confidencePossible",
};

/** The products along the path and the protocol on top, as far as they left a mark. */
export function Recognized({ explanation: { intermediaries, protocol } }: { explanation: Explanation }) {
  if (intermediaries.length === 0 && protocol === null) return null;
  return (
    <Section title={t("recognized")}>
      {protocol !== null && (
        <Found
          name={protocol.name}
          about={protocol.about}
          evidence={protocol.evidence}
          reference={protocol.reference}
          entry={{ part: "protocol", id: protocol.id }}
        />
      )}
      {intermediaries.map(({ id, name, version, confidence, behavior, evidence, reference }) => (
        <Found
          key={id}
          name={version === null ? name : `${name} ${visibleText(version)}`}
          about={behavior}
          evidence={evidence}
          reference={reference}
          entry={{ part: "intermediary", id }}
        >
          <span class="badge">{t(CONFIDENCE[confidence])}</span>
        </Found>
      ))}
      {intermediaries.length > 0 && <p class="note">{t("recognizedNote")}</p>}
    </Section>
  );
}

function Found({
  name,
  about,
  evidence,
  reference,
  entry,
  children,
}: {
  name: string;
  about: Text;
  evidence: readonly string[];
  reference: Reference;
  entry: Entry;
  children?: ComponentChildren;
}) {
  return (
    <div class="found">
      <p>
        <strong>{name}</strong> {children} <Words text={about} /> <Sources reference={reference} entry={entry} />
      </p>
      <Evidence items={evidence} />
    </div>
  );
}
