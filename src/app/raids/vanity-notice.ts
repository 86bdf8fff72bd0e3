import type { Alerts } from '../../core/alerts/alerts.ts';
import type { InboundEvent, NotedChange, NotedEvent } from '../../core/event.ts';

/**
 * Tells staff at once when a space's own invitation (its vanity address) was changed: who takes a server over often takes
 * that first, and a bot may not set it back (CO8 of systems.md asks for a lock with notice; Discord gives bots no way to
 * write it).
 */
export const vanityNotice =
  (alerts: Pick<Alerts, 'raise'>) =>
  (event: InboundEvent): void => {
    if (event.kind !== 'noted' || event.what !== 'space-changed') return;
    const change = event.changes?.find(({ what }) => what === 'vanity_url_code');
    const { space } = event.where;
    if (!change || space === undefined) return;
    alerts.raise({
      ...{ subject: `raid.vanity:${space}`, tone: 'error', space },
      text: { key: 'raid.vanity', facts: factsOf(event, change) },
    });
  };

const factsOf = ({ where, by }: NotedEvent, { before = '', after = '' }: NotedChange) => ({
  ...{ before, after, had: before === '' ? 'no' : 'yes', has: after === '' ? 'no' : 'yes' },
  ...{ by: by?.name ?? '', known: by ? 'yes' : 'no', place: where.name },
});
