import type { Intermediary } from "../intermediary.ts";
import { nginxBased } from "../nginx-based.ts";

export const tengine: Intermediary = nginxBased({ id: "tengine", name: "Tengine", server: "Tengine" });
