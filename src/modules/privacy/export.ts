import { defineCommand, ok, person } from '../../sdk/index.ts';
import { keptLines } from './kept-lines.ts';

export const privacyExport = defineCommand({
  name: 'privacy export',
  category: 'operators',
  capability: 'privacy.manage',
  private: true,
  forgetful: true,
  args: { who: person() },
  needs: ['privacy'],
  async run({ args: { who }, privacy }) {
    return ok(await privacy.export(who));
  },
  show: (exported, say) => ({
    tone: 'success',
    title: say('privacy export.done', { actor: exported.actor, total: exported.total }),
    lines: [say('privacy export.path', { path: exported.path }), ...keptLines(exported, say)],
  }),
});
