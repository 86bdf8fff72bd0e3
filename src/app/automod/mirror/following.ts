import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import type { SpaceId } from '../../../base/ids.ts';
import type { Lifetime } from '../../../base/lifetime.ts';
import type { Log } from '../../../base/log.ts';
import type { Refusal } from '../../../base/result.ts';
import type { Alerts } from '../../../core/alerts/alerts.ts';
import { communityOf } from '../../../core/community.ts';
import type { InboundEvent, NotedKind } from '../../../core/event.ts';
import type { RuleDesk } from '../../../moderation/rules/index.ts';
import type { Mirror } from './mirror.ts';

interface Parts {
  readonly mirror: Mirror;
  readonly desk: Pick<RuleDesk, 'list' | 'follow'>;
  /** Whether rules of ours may stand there from earlier. */
  readonly mayStand: (space: SpaceId) => boolean;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Rules are often changed several at a time, and roles, too. */
const settleMs = 2_000;
const anewAfterMs = 60_000;
/** The network tells us of what we did ourselves. */
const ownEchoMs = 10_000;

/** What a plan may depend on besides our rules. */
const matters: ReadonlySet<NotedKind> = new Set<NotedKind>([
  ...(['role-created', 'role-changed', 'role-deleted'] as const),
  ...(['channel-created', 'channel-changed', 'channel-deleted'] as const),
  'native-rule-changed',
]);

/** Brings the rules of networks up to date, soon after whatever they depend on has changed. */
export class MirrorFollowing {
  readonly #parts: Parts;
  readonly #soon = new Map<SpaceId, () => void>();
  readonly #seen = new Map<SpaceId, string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { desk, life } = parts;
    life.own(desk.follow(() => this.#rulesChanged()));
    life.own(() => {
      for (const cancel of this.#soon.values()) cancel();
    });
  }

  /** Never throws, never waits. What happens from the first moment on has to be known as ours. */
  take(event: InboundEvent): void {
    const { mirror, clock } = this.#parts;
    if (event.kind === 'space-joined' && mirror.meet(event.space, event.where))
      return this.settleSoon(event.space, 0);
    if (event.kind === 'space-left') return mirror.leave(event.space);
    const { space } = event.where;
    if (event.kind !== 'noted' || space === undefined || !matters.has(event.what)) return;
    const isEcho =
      event.what === 'native-rule-changed' && clock.now() - mirror.writtenAtMs(space) < ownEchoMs;
    if (!isEcho) this.settleSoon(space);
  }

  /** Nothing where it is off and nothing of ours stands. */
  settleSoon(space: SpaceId, afterMs = settleMs): void {
    const { mirror, mayStand, clock } = this.#parts;
    if (!mirror.isOn(space) && !mayStand(space) && !mirror.isBusy(space)) return;
    this.#soon.get(space)?.();
    this.#soon.set(
      space,
      clock.after(afterMs, () => {
        this.#soon.delete(space);
        void this.#settle(space);
      }),
    );
  }

  /** Settings may concern any place. */
  switched(): void {
    const { mirror } = this.#parts;
    for (const [space] of mirror.spaces()) if (!mirror.isSettled(space)) this.settleSoon(space);
  }

  #rulesChanged(): void {
    for (const [space] of this.#parts.mirror.spaces()) {
      const live = this.#parts.desk
        .list(communityOf(space))
        .filter(({ mode }) => mode === 'live')
        .map(({ number, sentence }) => `${number} ${sentence}`)
        .join('\n');
      if (this.#seen.get(space) === live) continue;
      this.#seen.set(space, live);
      this.settleSoon(space);
    }
  }

  async #settle(space: SpaceId): Promise<void> {
    try {
      const settled = await this.#parts.mirror.settle(space);
      const problem = settled.ok ? settled.value.problem : settled.error;
      if (problem) this.#tell(space, problem);
    } catch (failure) {
      this.#parts.log.error({ problem: messageOf(failure) }, 'Rules of a network do not follow');
    }
  }

  #tell(space: SpaceId, problem: Refusal): void {
    const { alerts, log, mirror } = this.#parts;
    log.warn({ space, problem: problem.key }, 'Rules of the network could not follow ours');
    if (problem.key === 'automod.mirror.away') return this.settleSoon(space, anewAfterMs);
    // Where it is off, nobody waits for it.
    if (!mirror.isOn(space)) return;
    const subject = `automod.mirror:${space}:${problem.key}`;
    alerts.raise({ subject, tone: 'warning', space, text: problem });
  }
}
