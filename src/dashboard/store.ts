import type { Database, Queries } from '../storage/index.ts';
import type { DashboardStore, KeptSession } from './ports.ts';
import type { DashboardTables, SessionRow } from './tables.ts';

type SecretStore = Pick<DashboardStore, 'secret' | 'setSecret' | 'claimSecret'>;
type SessionStore = Omit<DashboardStore, keyof SecretStore>;

/** The dashboard's secrets and sessions on a database that has `dashboardTables`. */
export function dashboardStore(database: Pick<Database, 'queries'>): DashboardStore {
  const queries = database.queries.$extendTables<DashboardTables>();
  return { ...secretStore(queries), ...sessionStore(queries) };
}

const secretStore = (queries: Queries<DashboardTables>): SecretStore => ({
  async secret(kind) {
    const row = await queries
      .selectFrom('dashboard_secrets')
      .select(['hash', 'set_at'])
      .where('kind', '=', kind)
      .executeTakeFirst();
    return row && { hash: row.hash, setAtMs: row.set_at };
  },
  async setSecret(kind, { hash, setAtMs }) {
    await queries
      .insertInto('dashboard_secrets')
      .values({ kind, hash, set_at: setAtMs })
      .onConflict((row) => row.column('kind').doUpdateSet({ hash, set_at: setAtMs }))
      .execute();
  },
  async claimSecret(kind, { hash, setAtMs }) {
    const made = await queries
      .insertInto('dashboard_secrets')
      .values({ kind, hash, set_at: setAtMs })
      .onConflict((row) => row.column('kind').doNothing())
      .executeTakeFirst();
    return Number(made.numInsertedOrUpdatedRows ?? 0) > 0;
  },
});

const sessionStore = (queries: Queries<DashboardTables>): SessionStore => ({
  async addSession(session) {
    await queries.insertInto('dashboard_sessions').values(rowOf(session)).execute();
  },
  async sessionByHash(tokenHash) {
    const row = await queries
      .selectFrom('dashboard_sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row && sessionOf(row);
  },
  async touchSession(id, seenAtMs, expiresAtMs) {
    await queries
      .updateTable('dashboard_sessions')
      .set({ seen_at: seenAtMs, expires_at: expiresAtMs })
      .where('id', '=', id)
      .execute();
  },
  async removeSession(id) {
    const gone = await queries
      .deleteFrom('dashboard_sessions')
      .where('id', '=', id)
      .executeTakeFirst();
    return gone.numDeletedRows > 0n;
  },
  async removeSessionsExcept(id) {
    const all = queries.deleteFrom('dashboard_sessions');
    const gone = await (id === undefined ? all : all.where('id', '!=', id)).executeTakeFirst();
    return Number(gone.numDeletedRows);
  },
  async sessions() {
    const rows = await queries
      .selectFrom('dashboard_sessions')
      .selectAll()
      .orderBy('seen_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(sessionOf);
  },
  async removeSessionsBefore(expiredAtMs) {
    const gone = await queries
      .deleteFrom('dashboard_sessions')
      .where('expires_at', '<=', expiredAtMs)
      .executeTakeFirst();
    return Number(gone.numDeletedRows);
  },
});

const rowOf = (session: KeptSession): SessionRow => ({
  id: session.id,
  token_hash: session.tokenHash,
  created_at: session.createdAtMs,
  seen_at: session.seenAtMs,
  expires_at: session.expiresAtMs,
  address: session.address,
  browser: session.browser,
});

const sessionOf = (row: SessionRow): KeptSession => ({
  id: row.id,
  tokenHash: row.token_hash,
  createdAtMs: row.created_at,
  seenAtMs: row.seen_at,
  expiresAtMs: row.expires_at,
  address: row.address,
  browser: row.browser,
});
