/** Slowmode that comes and goes by itself with how much is said. */
export { AutoSlowmode, type SlowmodeRules } from './auto-slowmode.ts';
