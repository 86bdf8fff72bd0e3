import type { BucketLimit } from './token-bucket.ts';
import type { WindowLimit } from './sliding-window.ts';
import { type ViolationLimit, mostViolations } from './violations.ts';
import { type StageName, stageNames } from './verdict.ts';

/** What commands are charged to. */
export const categories = ['basic', 'gameplay', 'management', 'web'] as const;
export type Category = (typeof categories)[number];

/**
 * How a stage is meant: `shadow` counts what it would have refused, `watch` tells operators besides, `off` does not
 * look.
 */
export const modes = ['live', 'shadow', 'watch', 'off'] as const;
export type Mode = (typeof modes)[number];

export interface ChannelLimit extends WindowLimit {
  readonly silenceMs: number;
  /** The most that one actor counts for, as a share of `max`. */
  readonly share: number;
  /** Operators hear of a channel's silence no more often than this. */
  readonly alertEveryMs: number;
}

/** Everything that holds in one place. */
export interface Limits {
  readonly window: WindowLimit;
  readonly buckets: Readonly<Record<Category, BucketLimit>>;
  readonly channel: ChannelLimit;
  /** Requests to the dashboard, besides those that `buckets.web` holds. */
  readonly web: { readonly session: BucketLimit; readonly signIn: BucketLimit };
  /** Uses of the same command by the same actor. */
  readonly sameCommand: WindowLimit;
  readonly strikes: { readonly max: number; readonly muteMs: number };
  readonly violations: ViolationLimit;
  readonly noticeEveryMs: number;
  readonly modes: Readonly<Record<StageName, Mode>>;
  /** Every stage is live: the usual, so that it costs nothing to look. */
  readonly allLive: boolean;
  /**
   * The community that has set numbers of its own for people. It counts them apart, and what they earn there holds
   * there: no community can use somebody up, or have him muted, in another.
   */
  readonly apart: string | undefined;
}

/** Rings have these sizes, so limits can ask for no more. */
export const mostHits = { window: 16, channel: 64, sameCommand: 8 } as const;

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const field = (preset: number, min: number, max: number) => ({ preset, min, max });

/** Every number, with what holds when nobody set it and what it may be. */
export const limitFields = {
  actorMax: field(5, 1, mostHits.window),
  actorWindowMs: field(5 * second, second, day),
  basicPerMinute: field(20, 1, 10_000),
  basicBurst: field(20, 1, 10_000),
  gameplayPerMinute: field(10, 1, 10_000),
  gameplayBurst: field(10, 1, 10_000),
  managementPerMinute: field(5, 1, 10_000),
  managementBurst: field(5, 1, 10_000),
  webPerMinute: field(60, 1, 10_000),
  webBurst: field(60, 1, 10_000),
  webSessionBurst: field(300, 1, 10_000),
  signInPerMinute: field(10, 1, 1000),
  channelMax: field(8, 1, mostHits.channel),
  channelWindowMs: field(10 * second, second, day),
  channelSilenceMs: field(30 * second, second, day),
  channelShare: field(0.5, 0.1, 1),
  channelAlertEveryMs: field(minute, second, day),
  sameCommandMax: field(3, 1, mostHits.sameCommand),
  sameCommandWindowMs: field(5 * second, second, 10 * minute),
  strikesToMute: field(3, 1, 100),
  muteMs: field(5 * minute, second, 7 * day),
  violationsToBan: field(10, 1, mostViolations),
  violationWindowMs: field(10 * minute, second, day),
  banMs: field(5 * minute, second, 7 * day),
  longestBanMs: field(day, second, 7 * day),
  noticeEveryMs: field(30 * second, second, day),
} as const;

export type LimitField = keyof typeof limitFields;

/** The numbers by which a person is counted and punished. */
export const personalFields = [
  ...(['actorMax', 'actorWindowMs'] as const),
  ...(['basicPerMinute', 'basicBurst', 'gameplayPerMinute', 'gameplayBurst'] as const),
  ...(['managementPerMinute', 'managementBurst', 'strikesToMute', 'muteMs'] as const),
  ...(['violationsToBan', 'violationWindowMs', 'banMs', 'longestBanMs'] as const),
] satisfies readonly LimitField[];

/** What is known of a field where nothing is: the preset. */
export type LimitReader = (field: LimitField) => number | undefined;
export type ModeReader = (stage: StageName) => Mode | undefined;

/**
 * Limits out of single values: what is unknown or no number is the preset, what is out of range the nearest that is
 * in it. A burst that nobody set is as large as the allowance of its minute.
 */
export function limitsFrom(
  read: LimitReader,
  mode: ModeReader = () => undefined,
  apart?: string,
): Limits {
  const get = (name: LimitField): number => inRange(name, read(name));
  const stageModes = modesFrom(mode);
  const bucket = (name: Category): BucketLimit => {
    const perMinute = get(`${name}PerMinute`);
    return { perMinute, burst: inRange(`${name}Burst`, read(`${name}Burst`) ?? perMinute) };
  };
  return {
    window: { max: get('actorMax'), windowMs: get('actorWindowMs') },
    buckets: {
      basic: bucket('basic'),
      gameplay: bucket('gameplay'),
      management: bucket('management'),
      web: bucket('web'),
    },
    web: {
      session: { perMinute: get('webPerMinute'), burst: get('webSessionBurst') },
      signIn: { perMinute: get('signInPerMinute'), burst: get('signInPerMinute') },
    },
    channel: {
      max: get('channelMax'),
      windowMs: get('channelWindowMs'),
      silenceMs: get('channelSilenceMs'),
      share: get('channelShare'),
      alertEveryMs: get('channelAlertEveryMs'),
    },
    sameCommand: { max: get('sameCommandMax'), windowMs: get('sameCommandWindowMs') },
    strikes: { max: get('strikesToMute'), muteMs: get('muteMs') },
    violations: {
      max: get('violationsToBan'),
      windowMs: get('violationWindowMs'),
      banMs: get('banMs'),
      longestBanMs: get('longestBanMs'),
    },
    noticeEveryMs: get('noticeEveryMs'),
    modes: stageModes,
    allLive: stageNames.every((stage) => stageModes[stage] === 'live'),
    apart,
  };
}

export const defaultLimits: Limits = limitsFrom(() => undefined);

function inRange(name: LimitField, value: number | undefined): number {
  const { preset, min, max } = limitFields[name];
  if (value === undefined || !Number.isFinite(value)) return preset;
  const near = Math.min(max, Math.max(min, value));
  return name === 'channelShare' ? near : Math.round(near);
}

function modesFrom(mode: ModeReader): Limits['modes'] {
  const [sanction, window, bucket, channel, cooldown] = stageNames;
  return {
    [sanction]: mode(sanction) ?? 'live',
    [window]: mode(window) ?? 'live',
    [bucket]: mode(bucket) ?? 'live',
    [channel]: mode(channel) ?? 'live',
    [cooldown]: mode(cooldown) ?? 'live',
  };
}

/** The category that a use is charged to. Whoever may not use an operator's command pays with his own smallest. */
export function categoryOf(name: string): Category {
  switch (name) {
    case 'gameplay':
    case 'management':
    case 'web':
      return name;
    case 'admin':
      return 'management';
    default:
      return 'basic';
  }
}

/** Seconds that all uses of a command in one channel stay apart, where nobody set another number. */
export const commandCooldownsMs: Readonly<Record<string, number>> = {
  ai: 10 * second,
  trivia: 5 * second,
  slashlimit: 10 * second,
  // It looks through the whole audit log.
  'privacy me': 10 * second,
};
