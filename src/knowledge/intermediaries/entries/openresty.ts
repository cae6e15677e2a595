import type { Intermediary } from "../intermediary.ts";
import { nginxBased } from "../nginx-based.ts";

export const openresty: Intermediary = nginxBased({ id: "openresty", name: "OpenResty", server: "openresty" });
