import type { Place } from '../../core/event.ts';
import { boolean, duration, integer, list } from '../../core/settings/kinds.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { ActRules } from '../../moderation/acts/index.ts';

const dayMs = 86_400_000;

const most = (what: string, standard: number) =>
  integer({
    default: standard,
    min: 0,
    max: 10_000,
    text: `How many ${what} one member of staff may do within the window before his rights are suspended; 0: no limit.`,
  });

export const moderationSettings = {
  'moderation.muteMs': duration({
    default: 3_600_000,
    minMs: 1000,
    maxMs: 28 * dayMs,
    text: 'For how long somebody is muted when nothing is said.',
  }),
  'moderation.tell': boolean({
    default: true,
    text: 'Whether people are told, in a private message, what is done to them and why.',
  }),
  'moderation.evidenceDays': integer({
    default: 90,
    min: 0,
    max: 3650,
    text: 'For how many days the messages that a case rests on are kept; 0: none are.',
  }),
  'moderation.reasons': list({
    default: ['Spam', 'Insults', 'Harassment', 'Advertising', 'Off topic', 'Ban evasion'],
    item: /^[^,\n]{1,80}$/u,
    takes: 'reasons, separated by commas',
    text: 'Reasons that are suggested while one is typed.',
  }),
  'moderation.staffBans': most('bans', 15),
  'moderation.staffKicks': most('kicks', 20),
  'moderation.staffMutes': most('mutes', 40),
  'moderation.staffPurges': most('purges', 20),
  'moderation.staffChannels': most('deleted channels', 4),
  'moderation.staffRoles': most('deleted roles', 4),
  'moderation.disarm': boolean({
    default: true,
    text: 'Whether who acts too often also loses his roles (Discord) or his rank (IRC) until an owner gives them back.',
  }),
  'moderation.staffWindowMs': duration({
    default: 600_000,
    minMs: 60_000,
    maxMs: dayMs,
    text: 'The window in which the acts of staff are counted.',
  }),
} satisfies SettingSet;

/** What holds for acts in one place. */
export function actRules(settings: Settings, where: Place): ActRules {
  const place = layersOf(where);
  const read = (name: string) => settings.readNumber(`moderation.${name}`, place);
  return {
    tell: settings.readBoolean('moderation.tell', place),
    evidenceMs: read('evidenceDays') * dayMs,
    staff: {
      ...{ bans: read('staffBans'), kicks: read('staffKicks'), mutes: read('staffMutes') },
      ...{ purges: read('staffPurges'), windowMs: read('staffWindowMs') },
      ...{ channels: read('staffChannels'), roles: read('staffRoles') },
      disarms: settings.readBoolean('moderation.disarm', place),
    },
  };
}
