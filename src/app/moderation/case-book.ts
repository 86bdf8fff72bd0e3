import type { Clock } from '../../base/clock.ts';
import { spaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Case, CaseKey } from '../../core/cases/case.ts';
import type { CaseBook } from '../../core/cases/desk.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type CaseStore, caseStatistics } from '../../moderation/cases/index.ts';

interface Parts {
  readonly store: CaseStore;
  readonly settings: Settings;
  readonly clock: Pick<Clock, 'now'>;
}

const peopleShown = 25;

/** The cases as staff look at them. */
export function caseBook({ store, settings, clock }: Parts): CaseBook {
  const unknown = ({ number }: CaseKey) => refuse('case.unknown', { number });
  const again = async (key: CaseKey, done: boolean): Promise<Result<Case>> => {
    const found = done ? await store.find(key) : undefined;
    return found ? ok(found) : unknown(key);
  };
  return {
    communities: () => store.communities(),
    async whole(key) {
      const found = await store.whole(key);
      return found ? ok(found) : unknown(key);
    },
    history: (community, filter) => store.history(community, filter),
    counts: (community, actor) => store.counts(community, actor),
    people: (community, text, limit = peopleShown) => store.people(community, text, limit),
    statistics: (community, days) =>
      caseStatistics(store, {
        ...{ community, nowMs: clock.now(), zone: zoneOf(settings, community) },
        ...(days !== undefined && { days }),
      }),
    setReason: async (key, reason) => again(key, await store.setReason(key, reason)),
    addNote: async (key, by, text) =>
      again(key, await store.addNote(key, { by: by.id, atMs: clock.now(), text })),
    async link(key, other) {
      const there = await store.find({ community: key.community, number: other });
      if (!there) return refuse('case.unknown', { number: other });
      if (!(await store.find(key))) return unknown(key);
      await store.link(key, 'belongs-to', other);
      return again(key, true);
    },
  };
}

/** A community that is one space has that space's clock. */
const zoneOf = (settings: Settings, community: CommunityId): string =>
  settings.readText('core.timeZone', { space: spaceId(community), community });
