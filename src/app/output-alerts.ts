import { formatDuration } from '../base/duration.ts';
import type { Alert } from '../core/alerts/alerts.ts';
import type { Happening } from '../guard/index.ts';

/**
 * What operators are told of silences on the way out, as an alert in their own channel: never where it happened, and
 * in a lane that the guard does not judge, so that it can never add to what it tells of.
 */
export function alertOfOutput(happening: Happening): Alert | undefined {
  switch (happening.kind) {
    case 'output-silenced':
    case 'output-lifted':
    case 'output-tight':
    case 'output-eased':
      break;
    default:
      return undefined;
  }
  const { kind, connection, where, forMs, watched, waiting, dropped, alert } = happening;
  if (!alert) return undefined;
  const ofTarget = kind === 'output-silenced' || kind === 'output-lifted';
  const began = kind === 'output-silenced' || kind === 'output-tight';
  return {
    subject: `guard.output:${ofTarget ? where.channel : connection}`,
    tone: began ? 'warning' : 'success',
    text: {
      key: `guard.alert.${kind}`,
      facts: {
        place: ofTarget ? (where.name ?? where.channel) : connection,
        for: formatDuration(forMs),
        ...{ watched: watched ? 'yes' : 'no', waiting, dropped },
      },
    },
    ...(ofTarget && where.space !== undefined && { space: where.space }),
  };
}
