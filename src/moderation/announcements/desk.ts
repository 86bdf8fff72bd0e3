import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { ChannelId, CommunityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import {
  type Announcement,
  type AnnouncementAuthor,
  type Announcements,
  type Pushed,
  announcementLimits,
} from '../../core/announcements/announcements.ts';
import { numbered, slugOf } from './slug.ts';
import type { AnnouncementStore } from './store.ts';

interface Parts {
  readonly store: AnnouncementStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Where a community says its announcements. */
  channels(community: CommunityId): readonly ChannelId[];
  /** Whether everybody may read them on the page. */
  isPublic(community: CommunityId): boolean;
  /** Rejects with what to tell. */
  say(channel: ChannelId, announcement: Announcement): Promise<void>;
}

interface Text {
  readonly title: string;
  readonly body: string;
}

/** So many titles alike are an accident. */
const mostAlike = 50;

export class AnnouncementDesk implements Announcements {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  list(community: CommunityId): Promise<readonly Announcement[]> {
    return this.#parts.store.all(community);
  }

  async find(community: CommunityId, slug: string): Promise<Result<Announcement>> {
    const found = await this.#parts.store.find(community, slug.toLowerCase());
    return found ? ok(found) : refuse('announcement.unknown', { slug });
  }

  async write(
    community: CommunityId,
    text: Text,
    { actor, name }: AnnouncementAuthor,
  ): Promise<Result<Announcement>> {
    const checked = checkedText(text);
    if (!checked.ok) return checked;
    const { store, clock } = this.#parts;
    const { perCommunity: most } = announcementLimits;
    if ((await store.all(community)).length >= most) return refuse('announcement.many', { most });
    const nowMs = clock.now();
    const written = {
      ...{ community, ...checked.value, author: actor, authorName: name },
      ...{ createdAtMs: nowMs, changedAtMs: nowMs },
    };
    const slug = slugOf(checked.value.title);
    for (let turn = 1; turn <= mostAlike; turn += 1) {
      const announcement = { ...written, slug: numbered(slug, turn) };
      if (await store.add(announcement)) return ok(announcement);
    }
    return refuse('announcement.alike', { title: checked.value.title });
  }

  async edit(community: CommunityId, slug: string, text: Text): Promise<Result<Announcement>> {
    const checked = checkedText(text);
    if (!checked.ok) return checked;
    const change = { ...checked.value, changedAtMs: this.#parts.clock.now() };
    return this.#changed(community, slug, (which) => this.#parts.store.change(which, change));
  }

  async publish(community: CommunityId, slug: string): Promise<Result<Pushed>> {
    const { store, clock } = this.#parts;
    const found = await this.find(community, slug);
    if (!found.ok) return found;
    if (found.value.publishedAtMs !== undefined)
      return refuse('announcement.is-published', { slug });
    const atMs = clock.now();
    const published = await this.#changed(community, slug, (which) =>
      store.setPublished(which, atMs),
    );
    if (!published.ok) return published;
    const isFirst = await store.claimPush(published.value, atMs);
    return ok(isFirst ? await this.#push(published.value) : nowhere(published.value));
  }

  async push(community: CommunityId, slug: string): Promise<Result<Pushed>> {
    const found = await this.find(community, slug);
    if (!found.ok) return found;
    if (found.value.publishedAtMs === undefined) return refuse('announcement.is-draft', { slug });
    if (this.#parts.channels(community).length === 0) return refuse('announcement.no-channel');
    return ok(await this.#push(found.value));
  }

  async withdraw(community: CommunityId, slug: string): Promise<Result<Announcement>> {
    const found = await this.find(community, slug);
    if (!found.ok) return found;
    if (found.value.publishedAtMs === undefined) return refuse('announcement.is-draft', { slug });
    return this.#changed(community, slug, (which) =>
      this.#parts.store.setPublished(which, undefined),
    );
  }

  async remove(community: CommunityId, slug: string): Promise<Result<Announcement>> {
    const found = await this.find(community, slug);
    if (!found.ok) return found;
    const isGone = await this.#parts.store.remove(found.value);
    return isGone ? found : refuse('announcement.unknown', { slug });
  }

  async published(community: CommunityId): Promise<readonly Announcement[]> {
    if (!this.#parts.isPublic(community)) return [];
    const all = await this.#parts.store.all(community);
    return all.filter(({ publishedAtMs }) => publishedAtMs !== undefined);
  }

  async #changed(
    community: CommunityId,
    slug: string,
    change: (which: Announcement) => Promise<boolean>,
  ): Promise<Result<Announcement>> {
    const found = await this.find(community, slug);
    if (!found.ok) return found;
    await change(found.value);
    return this.find(community, slug);
  }

  /** One channel that cannot be spoken in keeps no other from hearing it. */
  async #push(announcement: Announcement): Promise<Pushed> {
    const said: ChannelId[] = [];
    const failed: { channel: ChannelId; problem: string }[] = [];
    for (const channel of this.#parts.channels(announcement.community)) {
      try {
        await this.#parts.say(channel, announcement);
        said.push(channel);
      } catch (failure) {
        failed.push({ channel, problem: messageOf(failure) });
      }
    }
    return { announcement, said, failed };
  }
}

const nowhere = (announcement: Announcement): Pushed => ({ announcement, said: [], failed: [] });

function checkedText({ title, body }: Text): Result<Text> {
  const text = { title: title.replaceAll(/\s+/g, ' ').trim(), body: body.trim() };
  const { titleLength, bodyLength } = announcementLimits;
  if (text.title === '' || text.body === '') return refuse('announcement.empty');
  if (text.title.length > titleLength)
    return refuse('announcement.long-title', { most: titleLength });
  if (text.body.length > bodyLength) return refuse('announcement.long', { most: bodyLength });
  return ok(text);
}
