import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { type LocalScore, type Sample, localScore } from '../../moderation/ai/index.ts';

interface Parts {
  readonly samples: (community: CommunityId) => Promise<readonly Sample[]>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
}

interface Kept {
  score: LocalScore;
  readonly builtMs: number;
}

/** Cases are overturned without telling us. */
const anewAfterMs = 10 * 60_000;
const nothing: LocalScore = {
  samples: 0,
  score: () => ({ says: 'unsure', broken: 0.5, rule: '' }),
};

/** The local scores of communities, made anew from what people decided when that has changed. Never waits. */
export class Scores {
  readonly #parts: Parts;
  readonly #kept = new Map<CommunityId, Kept>();
  readonly #building = new Map<CommunityId, Promise<LocalScore>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** As it is now; a newer one is made meanwhile where it is old. */
  of(community: CommunityId): LocalScore {
    const kept = this.#kept.get(community);
    const isOld = !kept || this.#parts.clock.monotonic() - kept.builtMs > anewAfterMs;
    if (isOld) void this.fresh(community);
    return kept?.score ?? nothing;
  }

  /** Made from everything that is known now. */
  fresh(community: CommunityId): Promise<LocalScore> {
    const building = this.#building.get(community) ?? this.#build(community);
    this.#building.set(community, building);
    return building;
  }

  /** Something was decided, or has to be forgotten. */
  changed(community: CommunityId): void {
    if (this.#kept.has(community)) void this.fresh(community);
  }

  forgetAll(): void {
    this.#kept.clear();
  }

  async #build(community: CommunityId): Promise<LocalScore> {
    const { samples, clock, log } = this.#parts;
    try {
      const score = await localScore(await samples(community));
      this.#kept.set(community, { score, builtMs: clock.monotonic() });
      return score;
    } catch (failure) {
      log.warn({ community, problem: messageOf(failure) }, 'A local score could not be made');
      return this.#kept.get(community)?.score ?? nothing;
    } finally {
      this.#building.delete(community);
    }
  }
}
