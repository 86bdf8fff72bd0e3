/**
 * Raids: crowds of newcomers. Judges each join on its own bounded memory, and says which level a space is at; who acts
 * on it is `moderation/raids`. Floods of messages and commands are judged elsewhere in the guard.
 */
export type { Sums } from './join-window.ts';
export { type RaidLimits, defaultRaidLimits, raidFields } from './raid-limits.ts';
export { type RaidState, type RegularState, raidState, regularState } from './raid-state.ts';
export { type Join, Raids, type RaidVerdict } from './raids.ts';
