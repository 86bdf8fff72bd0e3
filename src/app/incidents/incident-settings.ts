import type { CommunityId } from '../../base/ids.ts';
import { spaceId } from '../../base/ids.ts';
import { duration, integer } from '../../core/settings/kinds.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { IncidentRules } from '../../moderation/incidents/index.ts';

const minuteMs = 60_000;

export const incidentSettings = {
  'incidents.people': integer({
    default: 3,
    min: 2,
    max: 100,
    text: 'So many people must be hit by one rule within the window to make an incident of it.',
  }),
  'incidents.windowMs': duration({
    default: 10 * minuteMs,
    minMs: minuteMs,
    maxMs: 24 * 60 * minuteMs,
    text: 'The window in which people that a rule hits are counted together.',
  }),
  'incidents.quietMs': duration({
    default: 30 * minuteMs,
    minMs: minuteMs,
    maxMs: 7 * 24 * 60 * minuteMs,
    text: 'An incident in which nothing happened for so long is closed by itself.',
  }),
} satisfies SettingSet;

/** A community that is one space has that space's settings. */
export function incidentRules(settings: Settings, community: CommunityId): IncidentRules {
  const place = { space: spaceId(community), community };
  const read = (name: string) => settings.readNumber(`incidents.${name}`, place);
  return { people: read('people'), windowMs: read('windowMs'), quietMs: read('quietMs') };
}
