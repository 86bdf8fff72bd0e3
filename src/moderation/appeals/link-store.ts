import { communityId } from '../../base/ids.ts';
import type { CaseKey } from '../../core/cases/case.ts';
import type { Database } from '../../storage/index.ts';
import type { AppealTables } from './tables.ts';

/** `link`: opens once. `key`: what the browser that opened it holds from then on. */
export type LinkKind = 'link' | 'key';

export interface KeptLink {
  /** SHA-256 of the secret, which is kept nowhere. */
  readonly hash: string;
  readonly kind: LinkKind;
  readonly about: CaseKey;
  readonly who: string;
  readonly untilMs: number;
}

export interface LinkStore {
  add(link: KeptLink): Promise<void>;
  find(hash: string, nowMs: number): Promise<Omit<KeptLink, 'hash'> | undefined>;
  /** Ends a link and puts a key in its place; undefined when it is over or was opened before. */
  exchange(hash: string, key: { hash: string; untilMs: number }, nowMs: number): Promise<boolean>;
  forgetOld(nowMs: number): Promise<number>;
}

export function linkStore(database: Database): LinkStore {
  const queries = database.queries.$extendTables<AppealTables>();
  return {
    async add({ hash, kind, about, who, untilMs }) {
      await queries
        .insertInto('appeal_links')
        .values({
          ...{ hash, kind, community: about.community, case_number: about.number },
          ...{ actor: who, expires_at: untilMs },
        })
        .execute();
    },
    async find(hash, nowMs) {
      const row = await queries
        .selectFrom('appeal_links')
        .selectAll()
        .where('hash', '=', hash)
        .where('expires_at', '>', nowMs)
        .executeTakeFirst();
      return (
        row && {
          kind: row.kind === 'key' ? 'key' : 'link',
          about: { community: communityId(row.community), number: row.case_number },
          ...{ who: row.actor, untilMs: row.expires_at },
        }
      );
    },
    async exchange(hash, key, nowMs) {
      // One statement: of two who open it at once, one does.
      const changed = await queries
        .updateTable('appeal_links')
        .set({ hash: key.hash, kind: 'key', expires_at: key.untilMs })
        .where('hash', '=', hash)
        .where('kind', '=', 'link')
        .where('expires_at', '>', nowMs)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async forgetOld(nowMs) {
      const gone = await queries
        .deleteFrom('appeal_links')
        .where('expires_at', '<=', nowMs)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}
