import { defineCommand, ok } from '../../sdk/index.ts';

export const privacyRetention = defineCommand({
  name: 'privacy retention',
  category: 'basics',
  private: true,
  args: {},
  needs: ['privacy'],
  run: ({ privacy }) => ok(privacy.retention()),
  show: (kinds, say) => ({
    tone: 'info',
    title: say('privacy retention.title'),
    // In one line: on IRC a long answer ends after a few.
    lines: [
      kinds
        .map(({ setting, days }) => say('privacy retention.line', { setting, days }))
        .join(' · '),
    ],
  }),
});
