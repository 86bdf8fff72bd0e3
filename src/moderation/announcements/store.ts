import { communityId, type CommunityId } from '../../base/ids.ts';
import type { Announcement } from '../../core/announcements/announcements.ts';
import type { Database, Queries } from '../../storage/index.ts';
import type { AnnouncementTables } from './tables.ts';

/** Announcements as they are kept. */
export interface AnnouncementStore {
  all(community: CommunityId): Promise<readonly Announcement[]>;
  find(community: CommunityId, slug: string): Promise<Announcement | undefined>;
  /** False when its slug is taken. */
  add(announcement: Announcement): Promise<boolean>;
  /** False when it is gone. */
  change(
    announcement: Which,
    change: { readonly title: string; readonly body: string; readonly changedAtMs: number },
  ): Promise<boolean>;
  /** False when it is gone. */
  setPublished(announcement: Which, atMs: number | undefined): Promise<boolean>;
  /** True for the one caller who may say it for the first time, with two processes, too. */
  claimPush(announcement: Which, atMs: number): Promise<boolean>;
  remove(announcement: Which): Promise<boolean>;
}

type Row = AnnouncementTables['announcements'];

export function announcementStore(database: Database): AnnouncementStore {
  const queries = database.queries.$extendTables<AnnouncementTables>();
  const changed = ({ numUpdatedRows }: { numUpdatedRows: bigint }): boolean => numUpdatedRows > 0n;
  const one = ({ community, slug }: Which) =>
    queries
      .updateTable('announcements')
      .where('community', '=', community)
      .where('slug', '=', slug);
  return {
    async all(community) {
      const rows = await queries
        .selectFrom('announcements')
        .selectAll()
        .where('community', '=', community)
        .execute();
      return rows.map(announcementOf).sort(newestFirst);
    },
    async find(community, slug) {
      const row = await queries
        .selectFrom('announcements')
        .selectAll()
        .where('community', '=', community)
        .where('slug', '=', slug)
        .executeTakeFirst();
      return row && announcementOf(row);
    },
    async add(announcement) {
      const { numInsertedOrUpdatedRows } = await queries
        .insertInto('announcements')
        .values({ ...rowOf(announcement), pushed_at: null })
        .onConflict((conflict) => conflict.columns(['community', 'slug']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    change: async (which, { title, body, changedAtMs }) =>
      changed(await one(which).set({ title, body, changed_at: changedAtMs }).executeTakeFirst()),
    setPublished: async (which, atMs) =>
      changed(
        await one(which)
          .set({ published_at: atMs ?? null })
          .executeTakeFirst(),
      ),
    claimPush: async (which, atMs) =>
      changed(
        await one(which).where('pushed_at', 'is', null).set({ pushed_at: atMs }).executeTakeFirst(),
      ),
    remove: (which) => removed(queries, which),
  };
}

type Which = Pick<Announcement, 'community' | 'slug'>;

async function removed(
  queries: Queries<AnnouncementTables>,
  { community, slug }: Which,
): Promise<boolean> {
  const { numDeletedRows } = await queries
    .deleteFrom('announcements')
    .where('community', '=', community)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Drafts first, then by when they were published. */
const newestFirst = (one: Announcement, other: Announcement): number =>
  (other.publishedAtMs ?? Infinity) - (one.publishedAtMs ?? Infinity) ||
  other.createdAtMs - one.createdAtMs;

const rowOf = (one: Announcement): Omit<Row, 'pushed_at'> => ({
  ...{ community: one.community, slug: one.slug, title: one.title, body: one.body },
  ...{ author: one.author, author_name: one.authorName, created_at: one.createdAtMs },
  ...{ changed_at: one.changedAtMs, published_at: one.publishedAtMs ?? null },
});

const announcementOf = (row: Row): Announcement => ({
  ...{ community: communityId(row.community), slug: row.slug, title: row.title, body: row.body },
  ...{ author: row.author, authorName: row.author_name },
  ...{ createdAtMs: row.created_at, changedAtMs: row.changed_at },
  ...(row.published_at !== null && { publishedAtMs: row.published_at }),
});
