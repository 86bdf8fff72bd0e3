import { defineCommand } from '../../sdk/index.ts';
import { pardon, pardoning } from './pardon.ts';
import { lastingArgs, punish, shared } from './punish.ts';

// Whoever may ban decides whom no ban holds, too.
const capability = 'mod.ban';

export const exempt = defineCommand({
  ...{ ...shared, name: 'exempt', aliases: ['banexempt'], capability, args: lastingArgs },
  run: (call) => punish(call, 'exempt'),
});

export const unexempt = defineCommand({
  ...{ ...pardoning, name: 'unexempt', capability },
  run: (call) => pardon(call, 'exempt'),
});

export const invex = defineCommand({
  ...{ ...shared, name: 'invex', aliases: ['inviteexempt'], capability, args: lastingArgs },
  run: (call) => punish(call, 'invex'),
});

export const uninvex = defineCommand({
  ...{ ...pardoning, name: 'uninvex', capability },
  run: (call) => pardon(call, 'invex'),
});
