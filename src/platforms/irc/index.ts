/**
 * IRC as a platform: our own protocol core, from bytes to events and from cards to lines. Knows the
 * wire and nothing else; what an event means and who may do what is judged above.
 */
export { ircConnection, type IrcConnection, type IrcConnectionInput } from './config.ts';
export { inspectIrc, type IrcInspection, lookAtServer, type ServerLook } from './inspect/index.ts';
export { pages } from './from-card.ts';
export { ircPlatform, type IrcPlatform, type IrcPorts } from './platform.ts';
export { Secret } from '../../base/secret.ts';
export { memoryStsStore, type StsStore } from './sts.ts';
export { defaultTuning, type Tuning } from './tuning.ts';
