import type { Alert } from '../core/alerts/alerts.ts';
import { formatDuration } from '../base/duration.ts';
import type { Happening, Where } from '../guard/index.ts';
import { alertOfOutput } from './output-alerts.ts';

/** What operators of a place are told of; undefined for what they were told of a moment ago. */
export function alertOf(happening: Happening): Alert | undefined {
  switch (happening.kind) {
    case 'channel-silenced':
      return ofChannel(happening);
    case 'muted':
    case 'banned':
      return ofPerson(happening);
    default:
      return alertOfOutput(happening);
  }
}

type OfChannel = Extract<Happening, { kind: 'channel-silenced' }>;
type OfPerson = Extract<Happening, { kind: 'muted' | 'banned' }>;

function ofChannel({ where, forMs, watched, alert }: OfChannel): Alert | undefined {
  if (!alert) return undefined;
  const facts = { place: placeName(where), for: formatDuration(forMs) };
  return {
    ...{ subject: `guard:${where.channel}`, tone: 'warning', ...spaceOf(where) },
    text: { key: watched ? 'guard.alert.watched' : 'guard.alert.silenced', facts },
  };
}

/** One subject a place, not a person: a crowd of spammers must not become a crowd of alerts. */
function ofPerson({ kind, name, where, forMs }: OfPerson): Alert {
  const facts = { who: name, place: placeName(where), for: formatDuration(forMs) };
  return {
    ...{ subject: `guard:${kind}:${where.space ?? 'direct'}`, tone: 'warning', ...spaceOf(where) },
    text: { key: `guard.alert.${kind}`, facts },
  };
}

/** The settings of a place do not come out right: what held before holds on. */
export const unreadable = (where: Where): Alert => ({
  ...{ subject: 'guard:limits', tone: 'error' },
  text: { key: 'guard.alert.unreadable', facts: { place: placeName(where) } },
});

const placeName = ({ name, channel }: Where): string => name ?? channel;

const spaceOf = ({ space }: Where): Pick<Alert, 'space'> => (space === undefined ? {} : { space });
