import { defineCommand, formatDuration, ok } from '../../sdk/index.ts';

export const why = defineCommand({
  name: 'why',
  category: 'basics',
  private: true,
  args: {},
  needs: ['refusals', 'clock'],
  run({ caller, refusals, clock }) {
    const last = refusals.last(caller.id);
    return ok(last && { ...last, agoMs: Math.max(0, clock.now() - last.atMs) });
  },
  show(last, say) {
    if (!last) return say('why.nothing');
    const { command, refusal, agoMs, trace } = last;
    return {
      tone: 'info',
      title: say('why.title', { command, ago: formatDuration(agoMs) }),
      lines: [say(refusal.key, refusal.facts)],
      footer: say('why.trace', { trace }),
    };
  },
});
