import {
  defineCommand,
  formatDuration,
  ok,
  optional,
  refuse,
  word,
  layersOf,
} from '../../sdk/index.ts';
import { isName } from './names.ts';

const view = { category: 'operators', capability: 'eventlog.view' } as const;
const shown = 10;

export const eventlogStatus = defineCommand({
  ...view,
  name: 'eventlog status',
  args: {},
  needs: ['settings', 'eventLog'],
  run({ settings, eventLog, where, community }) {
    if (community === undefined) return refuse('eventlog.which');
    const recent = eventLog.recent(community, { limit: 1000 });
    return ok({
      channel: settings.readText('eventlog.channel', layersOf(where)),
      channels: settings.readList('eventlog.channels', layersOf(where)),
      off: settings.readList('eventlog.off', layersOf(where)),
      hasWebhook: settings.readBoolean('eventlog.webhook', layersOf(where)),
      written: recent.length,
      withheld: recent.filter((one) => one.withheld).length,
    });
  },
  show: ({ channel, channels, off, hasWebhook, written, withheld }, say, { prefix }) => ({
    tone: 'info',
    title: say('eventlog status.title'),
    lines: [
      say('eventlog status.to', { channel, has: channel === '' ? 'no' : 'yes', prefix }),
      ...channels.map((route) => say('eventlog status.route', { route })),
      ...(hasWebhook ? [say('eventlog status.webhook')] : []),
      say('eventlog status.off', { off: off.join(', '), has: off.length === 0 ? 'no' : 'yes' }),
      say('eventlog status.sum', { written, withheld }),
    ],
  }),
});

export const eventlogKinds = defineCommand({
  ...view,
  name: 'eventlog kinds',
  args: {},
  needs: ['eventLog', 'settings'],
  run: ({ eventLog, settings, where }) =>
    ok({ groups: eventLog.groups(), off: settings.readList('eventlog.off', layersOf(where)) }),
  show: ({ groups, off }, say) => ({
    tone: 'info',
    title: say('eventlog kinds.title'),
    lines: Object.entries(groups).map(([group, kinds]) => {
      const skipped = kinds.filter((kind) => off.includes(kind) || off.includes(group));
      const facts = { group, kinds: kinds.join(', '), skipped: skipped.join(', ') };
      return say('eventlog kinds.line', { ...facts, has: skipped.length === 0 ? 'no' : 'yes' });
    }),
  }),
});

export const eventlogRecent = defineCommand({
  ...view,
  name: 'eventlog recent',
  args: { what: optional(word({ example: 'messages' })) },
  private: true,
  needs: ['eventLog', 'clock'],
  run({ args: { what }, eventLog, clock, community }) {
    if (community === undefined) return refuse('eventlog.which');
    if (what !== undefined && !isName(eventLog.groups(), what))
      return refuse('eventlog.unknown', { name: what });
    const asked = { limit: 200, ...(what !== undefined && { word: what }) };
    // What was withheld is for those alone who could see it happen.
    const told = eventLog.recent(community, asked).filter(({ withheld }) => !withheld);
    return ok({ told: told.slice(0, shown), nowMs: clock.now() });
  },
  show: ({ told, nowMs }, say) => ({
    tone: 'info',
    title: say('eventlog recent.title'),
    lines:
      told.length === 0
        ? [say('eventlog recent.none')]
        : told.map(({ kind, atMs, subject, where, by }) =>
            say('eventlog recent.line', {
              ...{ kind: say(`eventlog.kind.${kind}`), subject, place: where.name },
              ago: formatDuration(Math.max(1000, nowMs - atMs)),
              ...{ by: by?.name ?? '', has: by ? 'yes' : 'no' },
            }),
          ),
  }),
});
