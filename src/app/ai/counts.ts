import type { CommunityId } from '../../base/ids.ts';
import type { AiCounts } from '../../core/commands/ai-levers.ts';

type Count = keyof AiCounts;

const none: AiCounts = {
  ...{ looked: 0, bySelf: 0, verdicts: 0, ignored: 0, voided: 0, refused: 0 },
};

/** What came of looking, by community, since the start. */
export class Counts {
  readonly #counts = new Map<CommunityId, AiCounts>();

  add(community: CommunityId, what: Count): void {
    const counts = this.of(community);
    this.#counts.set(community, { ...counts, [what]: counts[what] + 1 });
  }

  of(community: CommunityId): AiCounts {
    return this.#counts.get(community) ?? none;
  }

  total(what: Count): number {
    let total = 0;
    for (const counts of this.#counts.values()) total += counts[what];
    return total;
  }
}
