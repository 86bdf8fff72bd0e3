import type { Place } from '../../core/event.ts';
import { choice, duration, integer } from '../../core/settings/kinds.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import { type RaidLimits, raidFields } from '../../guard/raids/index.ts';

const field = (name: keyof typeof raidFields) => {
  const { preset, min, max } = raidFields[name];
  return { default: preset, min, max };
};
const time = (name: keyof typeof raidFields) => {
  const { preset, min, max } = raidFields[name];
  return { default: preset, minMs: min, maxMs: max };
};

export const raidModes = ['live', 'shadow', 'warn', 'off'] as const;
const highest = ['auto', 'watch', 'slow', 'lockdown'] as const;

export const raidSettings: SettingSet = {
  'raid.mode': choice({
    default: 'live',
    options: raidModes,
    text: 'Whether raids are answered (live), only planned and told (shadow), only told (warn), or not looked for (off).',
  }),
  'raid.highest': choice({
    default: 'auto',
    options: highest,
    text: 'The highest level taken without asking. auto: lockdown where members stay members when they lose the connection (Discord), slow elsewhere (IRC).',
  }),
  'raid.joins': integer({
    ...field('joins'),
    text: 'Newcomers within the window from which on they are a wave.',
  }),
  'raid.windowMs': duration({
    ...time('windowMs'),
    text: 'The window in which newcomers are counted.',
  }),
  'raid.slowWeight': integer({
    ...field('slowWeight'),
    text: 'Weight of a wave from which on it is slowed down. Everyone weighs 1; young accounts, no avatar, no account, one network or similar names weigh more.',
  }),
  'raid.lockdownWeight': integer({
    ...field('lockdownWeight'),
    text: 'Weight of a wave from which on the door is closed.',
  }),
  'raid.holdMs': duration({
    ...time('holdMs'),
    text: 'How long a level stays after the last wave.',
  }),
  'raid.alertEveryMs': duration({
    ...time('alertEveryMs'),
    text: 'How often operators are told of the same level at most.',
  }),
  'raid.slowmodeSeconds': integer({
    default: 10,
    min: 1,
    max: 21_600,
    text: 'Seconds between two messages of a person while a raid is slowed down.',
  }),
  'raid.margin': integer({
    default: 5,
    min: 1,
    max: 1000,
    text: 'How many more may come into an IRC channel every half minute while a raid is slowed down.',
  }),
};

/** What holds for raids in one place. */
export interface RaidRules {
  readonly mode: (typeof raidModes)[number];
  readonly limits: RaidLimits;
  readonly slowmodeSeconds: number;
  readonly margin: number;
}

/** `keepsMembers`: whether the platform does, for `auto`. */
export function raidRules(settings: Settings, where: Place, keepsMembers: boolean): RaidRules {
  const place = layersOf(where);
  const read = (name: string) => settings.readNumber(`raid.${name}`, place);
  const mode = settings.readText('raid.mode', place);
  const top = settings.readText('raid.highest', place);
  return {
    mode: raidModes.find((one) => one === mode) ?? 'live',
    limits: {
      joins: read('joins'),
      windowMs: read('windowMs'),
      slowWeight: read('slowWeight'),
      lockdownWeight: read('lockdownWeight'),
      holdMs: read('holdMs'),
      alertEveryMs: read('alertEveryMs'),
      highest: highestOf(top, keepsMembers),
    },
    slowmodeSeconds: read('slowmodeSeconds'),
    margin: read('margin'),
  };
}

function highestOf(name: string, keepsMembers: boolean): RaidLimits['highest'] {
  if (name === 'watch' || name === 'slow' || name === 'lockdown') return name;
  return keepsMembers ? 'lockdown' : 'slow';
}
