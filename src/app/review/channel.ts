import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { type ChannelId, channelId, messageId, partsOfChannel, spaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { ReviewChange, ReviewDesk, ReviewItem } from '../../core/cases/review.ts';
import type { Platform } from '../../core/platform.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type Say, type TextBook, languageNamed } from '../../core/texts/texts.ts';
import type { ReviewStore } from '../../moderation/review/index.ts';
import { decisionWords, reviewCard } from './cards.ts';
import { placeOfCommunity } from './review-settings.ts';

interface Parts {
  readonly review: Pick<ReviewDesk, 'find'>;
  readonly store: Pick<ReviewStore, 'card' | 'setCard'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly platformOf: (channel: ChannelId) => Platform | undefined;
}

const mostRemembered = 5000;

/** Shows moderators in their channel what waits, and there what became of it. Never throws, never waits. */
export function reviewChannel(parts: Parts): (change: ReviewChange) => void {
  /** What was shown last of each: a repeat changes no card. */
  const shown = boundedMap<string>({ maxEntries: mostRemembered }, parts.clock);
  let last: Promise<void> = Promise.resolve();
  return (change) => {
    const key = `${change.community} ${change.id}`;
    if (change.state === 'deciding' || shown.get(key) === change.state) return;
    shown.set(key, change.state);
    // One after the other: a decision is not told before what it is about.
    last = last
      .then(() => show(parts, change))
      .catch((failure: unknown) =>
        parts.log.warn({ problem: messageOf(failure) }, 'A review could not be shown'),
      );
  };
}

async function show(parts: Parts, change: ReviewChange): Promise<void> {
  const { review, store, settings, texts, platformOf } = parts;
  const place = placeOfCommunity(change.community);
  const wanted = settings.readText('review.channel', place);
  const before = await store.card(change);
  if (wanted === '' && !before) return;
  const found = await review.find(change);
  const channel = channelId(before?.channel ?? wanted);
  const platform = platformOf(channel);
  if (!found.ok || !platform) return;
  const say = texts.in(languageNamed(settings.readText('core.language', place)));
  const card = cardOf(parts, { item: found.value, channel, platform, say });
  if (before && platform.can.has('edit'))
    return platform.edit(channel, messageId(before.message), card);
  if (before && found.value.state !== 'open') {
    await platform.say(channel, { say: decisionWords(found.value, say) }, { lane: 'operator' });
    return;
  }
  const { message } = await platform.say(channel, card, { lane: 'operator' });
  await store.setCard(change, { channel, message: message ?? 'said' });
}

interface Shown {
  readonly item: ReviewItem;
  readonly channel: ChannelId;
  readonly platform: Platform;
  readonly say: Say;
}

function cardOf({ settings }: Parts, { item, channel, platform, say }: Shown) {
  const { connection } = partsOfChannel(channel);
  // A guild's channels are one community; on IRC each channel is its own.
  const isHere =
    item.place.channel === channel ||
    (item.place.connection === connection && item.place.platform === 'discord');
  const { space } = item.place;
  return reviewCard(
    {
      ...{ item, controls: platform.can.has('controls') },
      ...(isHere ? {} : { space }),
      prefix: settings.readText(
        'core.prefix',
        layersOf({ channel, space: isHere ? spaceId(space) : undefined }),
      ),
    },
    say,
  );
}
