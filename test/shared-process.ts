/**
 * Folders whose test files share processes: a process for each costs more than the tests in it. They test pure functions,
 * so nothing may be left by one file to the next: no mock, no spy, no fake clock.
 */
export const SHARED_PROCESS = [
  "docs",
  "field",
  "knowledge",
  "recordings",
  "report",
  "sources",
  "store",
  "upgrade",
  "view",
];
