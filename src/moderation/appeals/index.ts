/** Appeals: how somebody asks that what was done to him be taken back, and how staff decide. Tells nobody and shows nothing. */
export { Appeals } from './desk.ts';
export { linkStore } from './link-store.ts';
export type { AppealNews, AppealRules, DeskParts } from './parts.ts';
export { type AppealStore, type News, appealStore } from './store.ts';
export { appealsPart } from './tables.ts';
