import type { Page } from "./page.ts";
import { applicationsPage } from "./pages/applications.ts";
import { checksPage } from "./pages/checks.ts";
import { closeCodesPage } from "./pages/close-codes.ts";
import { diagnosesPage } from "./pages/diagnoses.ts";
import { headersPage } from "./pages/headers.ts";
import { intermediariesPage } from "./pages/intermediaries.ts";
import { pendingPage } from "./pages/pending.ts";
import { protocolsPage } from "./pages/protocols.ts";

/** Every page, in the order of the index. */
export const allPages = (): readonly Page[] => [
  diagnosesPage(),
  checksPage(),
  headersPage(),
  intermediariesPage(),
  applicationsPage(),
  protocolsPage(),
  closeCodesPage(),
  pendingPage(),
];
