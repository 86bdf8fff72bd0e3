/** What waits for moderators, put together: what is around a message, people's reports, cards in the mod channel, answers. */
import { messageOf } from '../../base/errors.ts';
import { connectionId, partsOfChannel } from '../../base/ids.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import type { ReviewDecided, ReviewDesk } from '../../core/cases/review.ts';
import type { InboundEvent } from '../../core/event.ts';
import { samePersonBy } from '../../core/people/same-person.ts';
import { peopleStore } from '../../core/people/store.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { languageNamed } from '../../core/texts/texts.ts';
import { hindsight } from '../../moderation/cases/index.ts';
import {
  LiveReview,
  placeOf,
  reviewStore,
  type ReviewStore,
} from '../../moderation/review/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { reviewChannel } from './channel.ts';
import { reporting } from './reporting.ts';
import { placeOfCommunity, reviewRules, reviewSettings } from './review-settings.ts';
import { RecentTalk } from './talk.ts';

export interface OpenReview {
  readonly desk: ReviewDesk;
  readonly personal: PersonalHook;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

export function openReview(
  { clock, log, life: whole }: Pick<Surroundings, 'clock' | 'log' | 'life'>,
  { ports, board }: Registries,
  database: Database,
  { acts, find }: Pick<ModerationDesk, 'acts' | 'find'>,
): OpenReview {
  const life = whole.child('review');
  const { settings, texts } = ports;
  life.own(settings.declare(reviewSettings));
  const store = reviewStore(database);
  const talk = new RecentTalk(clock);
  const live = new LiveReview({
    ...{ store, acts, clock, log, life, hindsight: hindsight(database) },
    samePerson: samePersonBy(peopleStore(database)),
    rules: (community) => reviewRules(settings, community),
    context: ({ message: { place, id, actor, atMs = clock.now() } }) =>
      talk.around(place.channel, { id, atMs, actor: actor.id }),
  });
  const report = reporting({ store, review: live, talk, find });
  const platformOf = (channel: Parameters<typeof partsOfChannel>[0]) =>
    board.platform(partsOfChannel(channel).connection);
  life.own(
    live.follow(reviewChannel({ review: live, store, settings, texts, clock, log, platformOf })),
  );
  const parts = { store, board, ports };
  life.own(
    live.onDecision(
      (decided) =>
        void tellReporters(parts, decided).catch((failure: unknown) =>
          log.warn({ problem: messageOf(failure) }, 'Whoever reported could not be told'),
        ),
    ),
  );
  return {
    desk: withReports(live, report),
    personal: talk.personal,
    take: (event) => talk.take(event),
  };
}

/** The desk as everybody has it. */
const withReports = (live: LiveReview, report: ReviewDesk['report']): ReviewDesk => ({
  ...{ report, add: (request) => live.add(request), find: (key) => live.find(key) },
  onDecision: (listener) => live.onDecision(listener),
  follow: (listener) => live.follow(listener),
  list: (community, filter) => live.list(community, filter),
  communities: () => live.communities(),
  decide: (key, verdict) => live.decide(key, verdict),
  undo: (key, by, via) => live.undo(key, by, via),
  quality: (community, since) => live.quality(community, since),
  misjudged: (community, sinceMs) => live.misjudged(community, sinceMs),
});

interface Telling extends Pick<Registries, 'board'> {
  readonly store: Pick<ReviewStore, 'reporters'>;
  readonly ports: Pick<Registries['ports'], 'settings' | 'texts'>;
}

/** Whether something was done, and no more: what happens to somebody else is his own affair. */
async function tellReporters(
  { store, board, ports: { settings, texts } }: Telling,
  { item, outcome }: ReviewDecided,
): Promise<void> {
  const place = placeOfCommunity(item.community);
  if (!settings.readBoolean('review.tell', place)) return;
  const where = placeOf(item);
  const platform = board.platform(connectionId(item.place.connection));
  const say = texts.in(languageNamed(settings.readText('core.language', place)));
  for (const { native } of await store.reporters(item)) {
    const actor = await platform?.findActor(where, native);
    if (!platform || !actor) continue;
    const facts = { outcome, place: item.place.name, name: item.actor.name };
    const card = { say: say('report.outcome', facts) };
    await platform.reply({ where, actor }, card, { private: true, whisper: true });
  }
}
