/** The operator's line console: `castellan console`, or any program that can speak lines to a Unix socket. */
export { consolePlatform, type ConsoleOptions } from './platform.ts';
export { plainCard } from './plain-card.ts';
export { type ErrandAnswer, type Errands, errands } from './errands.ts';
