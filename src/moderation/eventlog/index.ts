/** The log of events: what happens in a space, written down for its staff. */
export type { Entry } from './entry.ts';
export { EventLog, type Page } from './event-log.ts';
export { groupOf, logGroups } from './kinds.ts';
export { eventLogSettings } from './settings.ts';
export { eventLogTexts } from './texts.ts';
export { lineOf } from './words.ts';
