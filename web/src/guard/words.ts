import type {
  GuardEntry,
  GuardHeld,
  GuardMode,
  GuardOutputStage,
  GuardStage,
} from '../../../src/dashboard/wire.ts';

/** What people call the stages; the guard's own name stands beside it. */
export const stageWords: Readonly<Record<GuardStage, string>> = {
  sanction: 'Mutes and bans',
  window: 'Pace',
  bucket: 'Minute',
  channel: 'Channel',
  cooldown: 'Cooldown',
};

export const stageNames: readonly GuardStage[] = [
  'sanction',
  'window',
  'bucket',
  'channel',
  'cooldown',
];

const outputWords: Readonly<Record<GuardOutputStage, string>> = {
  output: 'What is said',
  'output-global': 'Connection',
};

export const outputStages: readonly GuardOutputStage[] = ['output', 'output-global'];

export const stageWord = (stage: string): string =>
  Object.entries({ ...stageWords, ...outputWords }).find(([name]) => name === stage)?.[1] ?? stage;

const reasonWords: Readonly<Record<string, string>> = {
  muted: 'Muted',
  banned: 'Banned from commands',
  'too-fast': 'Too fast',
  'used-up': 'Minute used up',
  'channel-quiet': 'Channel silent',
  'cooling-down': 'Command rests',
  'same-command': 'Same command again',
  'output-silent': 'Answers silent',
  'output-full': 'Answers waiting',
  'output-tight': 'Answers in fair shares only',
};

export const reasonWord = (reason: string): string => reasonWords[reason] ?? reason;

export const modeWords: Readonly<Record<GuardMode, string>> = {
  live: 'Live',
  shadow: 'Shadow',
  watch: 'Watches',
  off: 'Off',
};

export const modeMeaning: Readonly<Record<GuardMode, string>> = {
  live: 'refuses',
  shadow: 'counts what it would have refused, refuses nothing',
  watch: 'tells operators, refuses nothing',
  off: 'does not look',
};

export const kindWords: Readonly<Record<GuardEntry['kind'], string>> = {
  refused: 'Refused',
  'would-refuse': 'Would have refused',
  muted: 'Muted',
  banned: 'Banned',
  'channel-silenced': 'Channel silenced',
  'output-held': 'Answers limited',
};

/** The part of an id that people know: the account, the host, the channel. */
export const shortId = (id: string): string =>
  id.slice(Math.max(id.lastIndexOf(':'), id.indexOf('/')) + 1);

/** Who or what is held. */
export const subjectOf = ({ actor, name, channel, place }: GuardHeld): string =>
  actor === undefined ? (place ?? shortId(channel ?? '')) : (name ?? shortId(actor));
