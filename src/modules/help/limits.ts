import { type Answer, type LimitsInForce, type Say, formatDuration } from '../../sdk/index.ts';

/** The limits of a place, as its guide tells them. */
export interface LimitsHere {
  /** Absent in direct talk, where no channel is shared. */
  readonly channel?: string;
  readonly limits: LimitsInForce;
  readonly cooldowns: readonly { readonly command: string; readonly lengthMs: number }[];
}

/** What someone might type for the guide. */
export const isGuideToLimits = (typed: string): boolean => /^(limits?|limites?)$/i.test(typed);

/** The guide to limits for people who meet them: only what is in force here, with the numbers of this place. */
export function limitsGuide({ channel, limits, cooldowns }: LimitsHere, say: Say): Answer {
  const { modes } = limits;
  const lines = [
    ...(modes.window === 'live' ? ownPace(limits, say) : []),
    ...(modes.bucket === 'live' ? allowances(limits, say) : []),
    ...(modes.cooldown === 'live' ? [repeating(limits, say), ...resting(cooldowns, say)] : []),
    ...(modes.channel === 'live' && channel !== undefined ? [shared(channel, limits, say)] : []),
  ];
  if (lines.length === 0) return { tone: 'info', say: say('help.limits.none') };
  const closing = [say('help.limits.notice', { every: formatDuration(limits.noticeEveryMs) })];
  return {
    tone: 'info',
    title: say('help.limits.title'),
    lines: [...lines, ...consequences(limits, say), ...closing],
    footer: say('help.limits.exempt'),
  };
}

const ownPace = ({ window: { max, windowMs } }: LimitsInForce, say: Say): readonly string[] => [
  say('help.limits.window', { max, window: formatDuration(windowMs) }),
];

function allowances({ buckets }: LimitsInForce, say: Say): readonly string[] {
  const each = buckets.map(({ category, perMinute, burst }) =>
    say(`help.limits.${category}`, { perMinute, burst, more: burst === perMinute ? 'no' : 'yes' }),
  );
  // The list is our own markup, so it is put in after the facts were made safe.
  return [say('help.limits.minute', { each: '\u0000' }).replace('\u0000', each.join(', '))];
}

const repeating = ({ sameCommand: { max, windowMs } }: LimitsInForce, say: Say): string =>
  say('help.limits.same', { max, window: formatDuration(windowMs) });

const resting = (cooldowns: LimitsHere['cooldowns'], say: Say): readonly string[] =>
  cooldowns
    .filter(({ lengthMs }) => lengthMs > 0)
    .map(({ command, lengthMs }) =>
      say('help.limits.rests', { command, length: formatDuration(lengthMs) }),
    );

const shared = (place: string, { channel }: LimitsInForce, say: Say): string =>
  say('help.limits.channel', {
    ...{ place, max: channel.max, window: formatDuration(channel.windowMs) },
    silence: formatDuration(channel.silenceMs),
  });

/** What comes of going on regardless; nothing, where the muted are not refused. */
function consequences({ modes, strikes, violations }: LimitsInForce, say: Say): readonly string[] {
  if (modes.sanction !== 'live') return [];
  const mute = say('help.limits.mute', {
    ...{ strikes: strikes.max, length: formatDuration(strikes.muteMs) },
  });
  const ban = say('help.limits.ban', {
    ...{ max: violations.max, window: formatDuration(violations.windowMs) },
    ...{
      length: formatDuration(violations.banMs),
      longest: formatDuration(violations.longestBanMs),
    },
  });
  return [...(modes.window === 'live' ? [mute] : []), ban];
}
