import { refuse } from '../../src/base/result.ts';
import type { MirrorLevers } from '../../src/core/commands/rule-levers.ts';

/** As on a network without rules of its own. */
export const noMirror: MirrorLevers = {
  known: () => undefined,
  preview: () => Promise.resolve(refuse('automod.mirror.nowhere')),
  set: () => Promise.resolve(refuse('automod.mirror.nowhere')),
};
