import { boolean, choice, duration, integer } from '../core/settings/kinds.ts';
import type { SettingSet } from '../core/settings/settings.ts';
import {
  type LimitField,
  type Mode,
  type StageName,
  limitFields,
  modes,
  stageNames,
} from '../guard/index.ts';

/** One sentence for each limit that is set as it stands in the guard. */
const sentences = {
  actorMax: 'Commands that one person may give within the window.',
  actorWindowMs: 'The window for one person’s commands.',
  basicPerMinute: 'Basic commands a minute and person.',
  gameplayPerMinute: 'Commands of games a minute and person.',
  managementPerMinute: 'Commands that manage something a minute and person.',
  channelMax: 'Commands within the window after which a channel is silent for a while.',
  channelWindowMs: 'The window for a channel’s commands.',
  channelSilenceMs: 'How long a flooded channel is silent.',
  channelAlertEveryMs: 'How often operators hear of one channel’s silence at most.',
  sameCommandMax: 'Uses of the same command by the same person within its window.',
  sameCommandWindowMs: 'The window for the same command.',
  strikesToMute: 'Windows in a row that someone overran before being muted.',
  muteMs: 'How long a mute lasts.',
  violationsToBan: 'Violations within the window before a temporary ban.',
  violationWindowMs: 'How long a violation is remembered.',
  banMs: 'How long the first ban lasts; each further one lasts twice as long.',
  longestBanMs: 'The longest a ban can become.',
  noticeEveryMs: 'How often someone is told to slow down at most.',
  webPerMinute:
    'Requests a minute to the dashboard’s API, for each session and for each address without one (whole instance only).',
  webBurst: 'Requests that an address without a session may make at once (whole instance only).',
  webSessionBurst: 'Requests that a signed-in browser may make at once (whole instance only).',
  signInPerMinute: 'Tries to sign in a minute and address (whole instance only).',
} satisfies Partial<Record<LimitField, string>>;

/** Bursts: how many at once, where that is not what a minute allows. 0 says that it is. */
const bursts = {
  basicBurst: 'Basic commands that one person may give at once; 0: as many as a minute allows.',
  gameplayBurst:
    'Commands of games that one person may give at once; 0: as many as a minute allows.',
  managementBurst:
    'Commands that manage something that one person may give at once; 0: as many as a minute allows.',
} satisfies Partial<Record<LimitField, string>>;

/** What each stage refuses, for the sentence of its mode. */
const stages = {
  sanction: 'The stage that drops the muted and banned',
  window: 'The stage that refuses people who ask too fast',
  bucket: 'The stage that refuses people who used their minute up',
  channel: 'The stage that silences flooded channels',
  cooldown: 'The stage that lets commands rest',
} as const satisfies Record<StageName, string>;

const meanings =
  '“live” refuses, “shadow” only counts what it would have refused, “off” does not look';

/** The modes that a stage can be in. Only a channel's silence is something to tell operators of. */
const modesOf = (stage: StageName): readonly Mode[] =>
  modes.filter((mode) => mode !== 'watch' || stage === 'channel');

export const modeName = (stage: StageName): string => `guard.${stage}Mode`;

export const nameOf = (field: LimitField): string => `guard.${field}`;

export const shareName = 'guard.channelSharePercent';
export const groupHostsName = 'guard.groupHosts';

type Plain = keyof typeof sentences;
type Burst = keyof typeof bursts;

export const isPlain = (field: LimitField): field is Plain => field in sentences;
export const isBurst = (field: LimitField): field is Burst => field in bursts;

const isField = (name: string): name is LimitField => name in limitFields;
export const limitNames: readonly LimitField[] = Object.keys(limitFields).filter(isField);

/** Times are typed and shown as people write them: "30s", not 30000. */
const plainSettings = limitNames.filter(isPlain).map((field) => {
  const { preset, min, max } = limitFields[field];
  const common = { default: preset, text: sentences[field] };
  const setting = field.endsWith('Ms')
    ? duration({ ...common, minMs: min, maxMs: max })
    : integer({ ...common, min, max });
  return [nameOf(field), setting] as const;
});

const burstSettings = limitNames.filter(isBurst).map((field) => {
  const { max } = limitFields[field];
  return [nameOf(field), integer({ default: 0, min: 0, max, text: bursts[field] })] as const;
});

const modeSettings = stageNames.map((stage) => {
  const watch = stage === 'channel' ? ', “watch” tells operators and refuses nothing' : '';
  const text = `${stages[stage]}: ${meanings}${watch}.`;
  return [modeName(stage), choice({ default: 'live', options: modesOf(stage), text })] as const;
});

/** Everything that can be set about the guard: per channel, space, community or for the whole instance. */
export const guardSettings: SettingSet = {
  ...Object.fromEntries(plainSettings),
  ...Object.fromEntries(burstSettings),
  ...Object.fromEntries(modeSettings),
  [shareName]: integer({
    ...{ default: limitFields.channelShare.preset * 100, min: 10, max: 100 },
    text: 'The most that one person counts for in a channel’s window, in percent of it.',
  }),
  [groupHostsName]: boolean({
    default: false,
    text: 'Judge IRC people without an account together when their hosts lie in one IPv6 /64 or under one cloak prefix (whole instance only).',
  }),
};
