import type { GuardRates } from '../../../src/dashboard/wire.ts';

/** Limits that belong together, in the order of the page; others that the server names come last. */
export const limitGroups: readonly { readonly name: string; readonly fields: readonly string[] }[] =
  [
    {
      name: 'One person',
      fields: [
        ...['actorMax', 'actorWindowMs', 'basicPerMinute', 'basicBurst'],
        ...['gameplayPerMinute', 'gameplayBurst', 'managementPerMinute', 'managementBurst'],
        ...['sameCommandMax', 'sameCommandWindowMs'],
      ],
    },
    {
      name: 'The channel',
      fields: [
        ...['channelMax', 'channelWindowMs', 'channelSilenceMs', 'channelShare'],
        'channelAlertEveryMs',
      ],
    },
    {
      name: 'Mutes and bans',
      fields: [
        ...['strikesToMute', 'muteMs', 'violationsToBan', 'violationWindowMs'],
        ...['banMs', 'longestBanMs', 'noticeEveryMs'],
      ],
    },
  ];

/** Short names; the setting's own sentence stands below. */
export const limitNames: Readonly<Record<string, string>> = {
  actorMax: 'Commands in the window',
  actorWindowMs: 'The window',
  basicPerMinute: 'Basic commands a minute',
  basicBurst: 'Basic commands at once',
  gameplayPerMinute: 'Games a minute',
  gameplayBurst: 'Games at once',
  managementPerMinute: 'Management a minute',
  managementBurst: 'Management at once',
  sameCommandMax: 'The same command',
  sameCommandWindowMs: 'Window for the same command',
  channelMax: 'Commands in the channel',
  channelWindowMs: 'The channel’s window',
  channelSilenceMs: 'Silence after a flood',
  channelShare: 'Most that one person counts for',
  channelAlertEveryMs: 'Operators hear of it at most every',
  strikesToMute: 'Strikes before a mute',
  muteMs: 'Length of a mute',
  violationsToBan: 'Violations before a ban',
  violationWindowMs: 'Violations are remembered',
  banMs: 'Length of the first ban',
  longestBanMs: 'Longest ban',
  noticeEveryMs: 'Told at most every',
};

/** What really happened, in the shape that this limit asks about; undefined where it asks about no rate. */
export function ratesFor(field: string, rates: GuardRates): readonly number[] | undefined {
  switch (field) {
    case 'actorMax':
      return rates.actorInWindow;
    case 'channelMax':
      return rates.channelInWindow;
    case 'sameCommandMax':
      return rates.sameCommandInWindow;
    case 'basicPerMinute':
      return rates.perMinute[0];
    case 'gameplayPerMinute':
      return rates.perMinute[1];
    case 'managementPerMinute':
      return rates.perMinute[2];
    default:
      return undefined;
  }
}
