import { refuse } from '../../src/base/result.ts';
import type { AutomationLevers } from '../../src/core/commands/automation-levers.ts';

const none = refuse('automation.unknown', { number: 0 });

/** A place in which nothing is automated. */
export const noAutomations: AutomationLevers = {
  list: () => [],
  find: () => none,
  preview: () => none,
  sentence: () => none,
  create: () => Promise.resolve(none),
  edit: () => Promise.resolve(none),
  setMode: () => Promise.resolve(none),
  remove: () => Promise.resolve(none),
  history: () => Promise.resolve([]),
  starters: () => [],
  test: () => none,
  placeOf: () => undefined,
  runs: () => [],
  commands: () => [],
};
