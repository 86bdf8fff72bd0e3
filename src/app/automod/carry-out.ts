import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { boundedMap } from '../../base/bounded-map.ts';
import type { Log } from '../../base/log.ts';
import type { Refusal } from '../../base/result.ts';
import type { Alerts } from '../../core/alerts/alerts.ts';
import type { ActRequest, Acts } from '../../core/cases/acts.ts';
import type { ReviewDesk } from '../../core/cases/review.ts';
import { cannotHere } from '../../core/enforcer.ts';
import type { Sanction } from '../../moderation/rules/index.ts';
import { questionOf } from './question.ts';
import type { Decided } from './watch.ts';

interface Parts {
  readonly acts: Pick<Acts, 'actAll'>;
  readonly review: Pick<ReviewDesk, 'add'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A rule that counts in a window holds for every further message in it, and what was said at once is one offence:
 * nobody is punished anew by the same rule within this time. What is to be deleted always is.
 */
const anewAfterMs = 10_000;
const mostRemembered = 10_000;

/** Has done what rules have decided, by the one place that acts. Never throws, never waits. */
export function carryingOut({
  acts,
  review,
  alerts,
  clock,
  log,
}: Parts): (decided: Decided) => void {
  const lately = boundedMap<number>({ maxEntries: mostRemembered, ttlMs: anewAfterMs }, clock);
  return (decided) => {
    const { deletes, tells, sanction } = decided.decision;
    const punish = sanction && isNew(lately, decided, sanction) ? sanction : undefined;
    for (const asked of decided.decision.asks)
      if (isNew(lately, decided, { kind: `asked ${asked.fired.rule.number}` }))
        review
          .add(questionOf(decided, asked))
          .catch((failure: unknown) =>
            log.error({ problem: messageOf(failure) }, 'The moderators could not be asked'),
          );
    if (!tells && !deletes && !punish) return;
    if (tells) alerts.raise(alertOf(decided, 'automod.alert'));
    const requests = requestsOf(decided, punish, clock.now());
    actAll(acts, requests)
      .then((refused) => {
        for (const refusal of refused) tellRefused(alerts, decided, refusal);
      })
      .catch((failure: unknown) =>
        log.error({ problem: messageOf(failure) }, 'What a rule decided could not be done'),
      );
  };
}

type Lately = ReturnType<typeof boundedMap<number>>;

function isNew(
  lately: Lately,
  { community, event, decision }: Decided,
  { kind }: { readonly kind: string },
): boolean {
  const key = `${community} ${event.actor.id} ${decision.rule.number} ${kind}`;
  if (lately.get(key) !== undefined) return false;
  lately.set(key, 1);
  return true;
}

/** What was said is deleted first: nobody is to read it while the rest is done. */
function requestsOf(
  { event, decision, found }: Decided,
  punish: Sanction | undefined,
  nowMs: number,
): readonly ActRequest[] {
  const { where, actor } = event;
  const { rule, reason } = decision;
  const subject = { id: actor.id, name: actor.name, native: actor.native };
  const by = { id: `rule:${rule.number}`, name: `rule ${rule.number} (${rule.name})` };
  const common = {
    ...{ where, subject, by, via: 'rule', rule: `${rule.number} ${rule.name}` },
    reason: found.length > 0 ? `${reason}: ${found.join(', ').slice(0, 200)}` : reason,
  };
  const said = event.kind === 'message' || event.kind === 'message-edited' ? event.id : undefined;
  return [
    ...(decision.deletes && said !== undefined
      ? [{ ...common, kind: 'purge' as const, messages: [said] }]
      : []),
    ...(punish ? [{ ...common, kind: punish.kind, untilMs: endOf(punish, nowMs) }] : []),
  ];
}

function endOf(punish: Sanction, nowMs: number): number | undefined {
  const forMs = punish.kind === 'mute' || punish.kind === 'ban' ? punish.forMs : undefined;
  return forMs === undefined ? undefined : nowMs + forMs;
}

/** Networks without deletion are no trouble that staff could mend. */
const undeletable = cannotHere('purge').key;

/** What an undo stopped is no trouble either. */
const untold: ReadonlySet<string> = new Set([undeletable, 'act.stopped']);

async function actAll(
  acts: Pick<Acts, 'actAll'>,
  requests: readonly ActRequest[],
): Promise<readonly Refusal[]> {
  const outcomes = await acts.actAll(requests);
  return outcomes.flatMap(({ result }) =>
    result.ok || untold.has(result.error.key) ? [] : [result.error],
  );
}

const alertOf = ({ community, event, decision, found }: Decided, key: string) => {
  const { where, actor } = event;
  const { rule, reason, deletes, sanction } = decision;
  return {
    subject: `${key}:${community}:${rule.number}`,
    tone: 'warning' as const,
    ...(where.space !== undefined && { space: where.space }),
    text: {
      key,
      facts: {
        ...{ number: rule.number, rule: rule.name, name: actor.name, place: where.name, reason },
        found: found.join(', ').slice(0, 200),
        quoted: found.length > 0 ? 'yes' : 'no',
        sanction: sanction?.kind ?? 'none',
        deletes: deletes ? 'yes' : 'no',
      },
    },
  };
};

/** Staff hear that a rule could not be carried out, and then, in the words for it, why. */
function tellRefused(alerts: Pick<Alerts, 'raise'>, decided: Decided, refusal: Refusal): void {
  const refused = alertOf(decided, 'automod.refused');
  alerts.raise(refused);
  alerts.raise({
    ...refused,
    subject: `${refused.subject}:${refusal.key}`,
    text: { key: refusal.key, facts: refusal.facts },
  });
}
