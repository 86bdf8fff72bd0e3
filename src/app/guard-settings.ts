import { integer } from '../core/settings/kinds.ts';
import type { SettingSet } from '../core/settings/settings.ts';
import { type LimitField, limitFields } from '../guard/index.ts';

/** One sentence for each limit that can be set. A burst is as large as the allowance of its minute. */
const sentences = {
  actorMax: 'Commands that one person may give within the window.',
  actorWindowMs: 'The window for one person’s commands, in milliseconds.',
  basicPerMinute: 'Basic commands a minute and person.',
  gameplayPerMinute: 'Commands of games a minute and person.',
  managementPerMinute: 'Commands that manage something a minute and person.',
  channelMax: 'Commands within the window after which a channel is silent for a while.',
  channelWindowMs: 'The window for a channel’s commands, in milliseconds.',
  channelSilenceMs: 'How long a flooded channel is silent, in milliseconds.',
  sameCommandMax: 'Uses of the same command by the same person within its window.',
  sameCommandWindowMs: 'The window for the same command, in milliseconds.',
  strikesToMute: 'Windows in a row that someone overran before being muted.',
  muteMs: 'How long a mute lasts, in milliseconds.',
  violationsToBan: 'Violations within the window before a temporary ban.',
  violationWindowMs: 'How long a violation is remembered, in milliseconds.',
  banMs: 'How long the first ban lasts, in milliseconds; each further one lasts twice as long.',
  longestBanMs: 'The longest a ban can become, in milliseconds.',
  noticeEveryMs: 'How often someone is told to slow down at most, in milliseconds.',
} satisfies Partial<Record<LimitField, string>>;

type Settable = keyof typeof sentences;

export const isSettable = (field: LimitField): field is Settable => field in sentences;

export const nameOf = (field: Settable): string => `guard.${field}`;

const isField = (name: string): name is LimitField => name in limitFields;

/** The guard's limits as settings: per channel, space, community or for the whole instance. */
export const guardSettings: SettingSet = Object.fromEntries(
  Object.keys(limitFields)
    .filter(isField)
    .filter(isSettable)
    .map((field) => {
      const { preset, min, max } = limitFields[field];
      return [nameOf(field), integer({ default: preset, min, max, text: sentences[field] })];
    }),
);
