import type { ConnectionId, SpaceId } from '../base/ids.ts';
import type { Actor } from '../core/actor.ts';
import type { InboundEvent, Place } from '../core/event.ts';
import type { ConnectionStatus, Platform, Said } from '../core/platform.ts';

/** The connections of this process: their latest status, and who wants to know when it changes. */
export class ConnectionBoard {
  readonly #platforms = new Map<ConnectionId, Platform>();
  readonly #unlisted = new Map<ConnectionId, Platform>();
  readonly #listeners = new Set<(status: ConnectionStatus) => void>();
  readonly #members = new Map<SpaceId, number>();

  add(platform: Platform): void {
    this.#platforms.set(platform.connection, platform);
  }

  /** One that answers and is no connection that people know of. */
  addUnlisted(platform: Platform): void {
    this.#unlisted.set(platform.connection, platform);
  }

  platform(connection: ConnectionId): Platform | undefined {
    return this.#platforms.get(connection) ?? this.#unlisted.get(connection);
  }

  platforms(): readonly Platform[] {
    return [...this.#platforms.values()];
  }

  list(): readonly ConnectionStatus[] {
    return this.platforms().map((platform) => platform.status());
  }

  find(connection: ConnectionId): ConnectionStatus | undefined {
    return this.#platforms.get(connection)?.status();
  }

  membersOf(space: SpaceId): number | undefined {
    return this.#members.get(space);
  }

  async more(where: Place, actor: Actor): Promise<Said | undefined> {
    return this.#platforms.get(where.connection)?.more({ where, actor });
  }

  reconnect(connection: ConnectionId): boolean {
    const platform = this.#platforms.get(connection);
    platform?.reconnect();
    return platform !== undefined;
  }

  follow(listener: (status: ConnectionStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(status: ConnectionStatus): void {
    for (const listener of this.#listeners) listener(status);
  }

  /** Follows how many people a space has. */
  count(event: InboundEvent): void {
    if (event.kind === 'space-joined') this.#members.set(event.space, event.members);
    else if (event.kind === 'space-left') this.#members.delete(event.space);
    else if (event.kind === 'member-joined' || event.kind === 'member-left') {
      const { space } = event.where;
      if (space === undefined) return;
      const by = event.kind === 'member-joined' ? 1 : -1;
      this.#members.set(space, Math.max(0, (this.#members.get(space) ?? 0) + by));
    }
  }
}
