/**
 * What other programs left behind: PetBot, Zoryx, mediabot, openguard. Each has a folder with what is known of its
 * files; reading gives one list of things that were found (`core/imports`), and only the plan knows what is set here.
 * Whatever is not taken is told with the reason.
 */
export { standingCases } from './cases/standing.ts';
export { handOver } from './envelope.ts';
export { openImports } from './imports.ts';
export { fileLine } from './plan.ts';
export { readOld, spaceAt } from './read.ts';
