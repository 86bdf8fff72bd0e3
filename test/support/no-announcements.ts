import { manualClock } from '../../src/base/clock.ts';
import type { Announcements } from '../../src/core/announcements/announcements.ts';
import { AnnouncementDesk } from '../../src/moderation/announcements/index.ts';

/** A desk whose store keeps nothing: everything is unknown to it. */
export const noAnnouncements: Announcements = new AnnouncementDesk({
  store: {
    all: () => Promise.resolve([]),
    find: () => Promise.resolve(undefined),
    add: () => Promise.resolve(true),
    change: () => Promise.resolve(false),
    setPublished: () => Promise.resolve(false),
    claimPush: () => Promise.resolve(false),
    remove: () => Promise.resolve(false),
  },
  clock: manualClock(),
  channels: () => [],
  isPublic: () => true,
  say: () => Promise.resolve(),
});
