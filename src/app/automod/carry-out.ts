import type { Alerts } from '../../core/alerts/alerts.ts';
import type { Decided } from './watch.ts';

interface Parts {
  readonly alerts: Pick<Alerts, 'raise'>;
}

/** Does what rules have decided. */
export function carryingOut({ alerts }: Parts): (decided: Decided) => void {
  return ({ community, event, decision, found }) => {
    const { where, actor } = event;
    const { rule, reason, tells, deletes, sanction } = decision;
    if (!tells && !deletes && !sanction) return;
    alerts.raise({
      subject: `automod:${community}:${rule.number}`,
      tone: 'warning',
      ...(where.space !== undefined && { space: where.space }),
      text: {
        key: 'automod.alert',
        facts: {
          ...{ number: rule.number, rule: rule.name, name: actor.name, place: where.name, reason },
          found: found.join(', ').slice(0, 200),
          quoted: found.length > 0 ? 'yes' : 'no',
          sanction: sanction?.kind ?? 'none',
          deletes: deletes ? 'yes' : 'no',
        },
      },
    });
  };
}
