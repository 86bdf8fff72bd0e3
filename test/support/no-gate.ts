import { refuse } from '../../src/base/result.ts';
import type { GateDesk } from '../../src/core/gate/desk.ts';

const off = () => Promise.resolve(refuse('gate.off'));
const over = () => Promise.resolve(refuse('gate.link-over'));

/** Open to everybody. */
export const noGate: GateDesk = {
  standing: () =>
    Promise.resolve({
      mode: 'off',
      on: false,
      counts: { waiting: 0, passed: 0, failed: 0, late: 0 },
    }),
  list: () => Promise.resolve([]),
  ...{ ask: off, answer: off, letIn: off, open: over, seen: over, solve: over },
};
