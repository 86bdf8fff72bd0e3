import { defineCommand, ok } from '../../sdk/index.ts';
import { keptLines } from './kept-lines.ts';

export const privacyMe = defineCommand({
  name: 'privacy me',
  category: 'basics',
  private: true,
  args: {},
  needs: ['privacy'],
  async run({ caller, privacy, prefix }) {
    return ok({ kept: await privacy.look(caller.id), prefix });
  },
  show: ({ kept, prefix }, say) => ({
    tone: 'info',
    title: say('privacy me.title', { total: kept.total, actor: kept.actor }),
    lines: [...keptLines(kept, say), say('privacy me.how', { prefix })],
  }),
});

/** Erasing also ends mutes and bans, so whoever looks after the place decides. */
export const privacyForget = defineCommand({
  name: 'privacy forget',
  category: 'basics',
  private: true,
  args: {},
  needs: ['privacy'],
  run({ caller, privacy }) {
    privacy.ask({ actor: caller.id, name: caller.name });
    return ok(undefined);
  },
  show: (_nothing, say) => ({ tone: 'success', say: say('privacy forget.asked') }),
});
