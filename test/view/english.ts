import messages from "../../public/_locales/en/messages.json" with { type: "json" };
import { provideText } from "../../src/view/text.ts";

const texts: Readonly<Record<string, { readonly message: string }>> = messages;

/** Lets the view speak English in a test, as Chrome would. */
export function speakEnglish(): void {
  provideText((key, substitutions) =>
    (texts[key]?.message ?? key).replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? ""),
  );
}
