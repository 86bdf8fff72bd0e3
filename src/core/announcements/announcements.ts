import type { ChannelId, CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';

/** Something that staff tell everybody: a draft until it is published. */
export interface Announcement {
  readonly community: CommunityId;
  /** Its name in addresses and commands; one of its kind in its community. */
  readonly slug: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly authorName: string;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  /** Absent for a draft. */
  readonly publishedAtMs?: number;
}

/** Who writes. */
export interface AnnouncementAuthor {
  readonly actor: string;
  readonly name: string;
}

/** Where an announcement was said, and where not, and why. */
export interface Pushed {
  readonly announcement: Announcement;
  readonly said: readonly ChannelId[];
  readonly failed: readonly { readonly channel: ChannelId; readonly problem: string }[];
}

export const announcementLimits = {
  titleLength: 255,
  bodyLength: 6000,
  slugLength: 80,
  perCommunity: 500,
} as const;

/** Announcements as staff handle them and readers see them. */
export interface Announcements {
  /** Newest first: by when they were published, drafts before all. */
  list(community: CommunityId): Promise<readonly Announcement[]>;
  find(community: CommunityId, slug: string): Promise<Result<Announcement>>;
  write(
    community: CommunityId,
    text: { readonly title: string; readonly body: string },
    by: AnnouncementAuthor,
  ): Promise<Result<Announcement>>;
  edit(
    community: CommunityId,
    slug: string,
    text: { readonly title: string; readonly body: string },
  ): Promise<Result<Announcement>>;
  /** Puts it on the page and says it in the channels of the setting; said once, however often it is published. */
  publish(community: CommunityId, slug: string): Promise<Result<Pushed>>;
  /** Says it in the channels again. */
  push(community: CommunityId, slug: string): Promise<Result<Pushed>>;
  /** A draft again; what was said in channels stays said. */
  withdraw(community: CommunityId, slug: string): Promise<Result<Announcement>>;
  remove(community: CommunityId, slug: string): Promise<Result<Announcement>>;
  /** What readers see, newest first; nothing where the community keeps its page closed. */
  published(community: CommunityId): Promise<readonly Announcement[]>;
}
