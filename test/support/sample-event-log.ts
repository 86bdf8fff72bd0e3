import type { Clock } from '../../src/base/clock.ts';
import { channelId, connectionId, spaceId } from '../../src/base/ids.ts';
import type { LoggedEvent } from '../../src/core/commands/event-log-desk.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import type { EventLogPort } from '../../src/dashboard/ports.ts';
import { eventLogTexts, logGroups } from '../../src/moderation/eventlog/index.ts';

/** A log with a few lines, as a page shows it. */
export function sampleEventLog(clock: Clock): EventLogPort {
  const texts = textBook();
  texts.add(eventLogTexts);
  const where = {
    ...({ connection: connectionId('irc'), platform: 'irc', name: '#castle' } as const),
    ...{ channel: channelId('irc/#castle'), space: spaceId('irc:irc:#castle') },
  };
  const nowMs = clock.now();
  const lines: readonly LoggedEvent[] = [
    {
      ...{ kind: 'member-kicked', atMs: nowMs - 60_000, where, subject: 'bob', withheld: false },
      ...{ by: { name: 'ann' }, reason: 'was rude', changes: [] },
    },
    {
      ...{ kind: 'message-deleted', atMs: nowMs - 90_000, where, subject: 'bob', withheld: true },
      changes: [{ what: 'text', before: 'something rude' }],
    },
  ];
  return {
    desk: {
      groups: () => logGroups,
      recent: () => lines,
      channelName: () => Promise.resolve('#log'),
    },
    say: texts.in('en'),
  };
}
