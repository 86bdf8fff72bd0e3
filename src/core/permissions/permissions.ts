import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { Clock } from '../../base/clock.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import { type Rank, atLeast, rankFor } from './ranks.ts';
import type { Grant, GrantStore } from './store.ts';

/** A right by name, with the weakest rank that has it without a grant. */
export interface Capability {
  readonly name: string;
  readonly least: Rank;
  /** One sentence for people. */
  readonly text: string;
}

/** Someone who asks, and where. Without a community (direct talk, console) only the instance's rules hold. */
export interface Asking {
  readonly actor: Actor;
  readonly community?: CommunityId;
}

/** Decides who may do what: deny by default, without touching the database. */
export interface Permissions {
  declare(capabilities: readonly Capability[]): () => void;
  capability(name: string): Capability | undefined;
  rankOf(asking: Asking): Rank;
  /** Refuses with key `permission.missing` and what would be needed. */
  authorise(capability: string, asking: Asking): Result<void>;
  /** Refused unless the giver holds the capability there himself. */
  grant(grant: GrantRequest): Promise<Result<void>>;
  revoke(grant: GrantRequest): Promise<Result<void>>;
  grantsIn(community: CommunityId): readonly Grant[];
  /** From now on this person has no more rights there than anyone, whatever he was granted; the returned function gives them back. */
  suspend(actor: string, community: CommunityId): () => void;
  isSuspended(asking: Asking): boolean;
  /** Reads all grants anew, after somebody else has changed them in the database. */
  reload(): Promise<void>;
}

export interface GrantRequest {
  readonly by: Asking & { readonly community: CommunityId };
  /** An actor's id, or `role:<id>`. */
  readonly subject: string;
  readonly capability: string;
}

interface Parts {
  readonly store: GrantStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Instance owners, from the configuration. */
  readonly owners: ReadonlySet<ActorId>;
}

/** Reads all grants once; from then on no decision touches the database. */
export async function openPermissions(parts: Parts): Promise<Permissions> {
  return new Book(parts, await parts.store.all());
}

const keyOf = ({ scope, subject, capability }: Grant): string =>
  `${scope}\n${subject}\n${capability}`;

class Book implements Permissions {
  readonly #parts: Parts;
  readonly #capabilities = new Map<string, Capability>();
  readonly #grants = new Map<string, Grant>();
  readonly #suspended = new Set<string>();

  constructor(parts: Parts, grants: readonly Grant[]) {
    this.#parts = parts;
    for (const grant of grants) this.#grants.set(keyOf(grant), grant);
  }

  declare(capabilities: readonly Capability[]): () => void {
    for (const { name } of capabilities)
      if (this.#capabilities.has(name))
        throw new RangeError(`The capability "${name}" is declared twice`);
    for (const capability of capabilities) this.#capabilities.set(capability.name, capability);
    return () => {
      for (const { name } of capabilities) this.#capabilities.delete(name);
    };
  }

  capability(name: string): Capability | undefined {
    return this.#capabilities.get(name);
  }

  rankOf({ actor, community }: Asking): Rank {
    if (this.#parts.owners.has(actor.id)) return 'instanceOwner';
    if (community === undefined || this.#suspended.has(`${community}\n${actor.id}`))
      return 'member';
    return rankFor(actor.standing);
  }

  isSuspended({ actor, community }: Asking): boolean {
    return community !== undefined && this.#suspended.has(`${community}\n${actor.id}`);
  }

  suspend(actor: string, community: CommunityId): () => void {
    const key = `${community}\n${actor}`;
    this.#suspended.add(key);
    return () => this.#suspended.delete(key);
  }

  authorise(name: string, asking: Asking): Result<void> {
    const capability = this.#capabilities.get(name);
    if (!capability) return refuse('permission.unknown', { capability: name });
    const rank = this.rankOf(asking);
    if (atLeast(rank, capability.least) || this.#granted(name, asking)) return ok(undefined);
    const inPrivate = asking.community === undefined && capability.least !== 'instanceOwner';
    return refuse('permission.missing', {
      ...{
        capability: name,
        needed: capability.least,
        rank,
        where: inPrivate ? 'private' : 'here',
      },
    });
  }

  async grant(request: GrantRequest): Promise<Result<void>> {
    const allowed = this.#mayGive(request);
    if (!allowed.ok) return allowed;
    const grant = grantOf(request);
    await this.#parts.store.add(grant, request.by.actor.id, this.#parts.clock.now());
    this.#grants.set(keyOf(grant), grant);
    return ok(undefined);
  }

  async revoke(request: GrantRequest): Promise<Result<void>> {
    const allowed = this.#mayGive(request);
    if (!allowed.ok) return allowed;
    const grant = grantOf(request);
    if (!this.#grants.has(keyOf(grant))) return refuse('permission.no-such-grant', { ...grant });
    await this.#parts.store.remove(grant);
    this.#grants.delete(keyOf(grant));
    return ok(undefined);
  }

  grantsIn(community: CommunityId): readonly Grant[] {
    return [...this.#grants.values()].filter((grant) => grant.scope === community);
  }

  async reload(): Promise<void> {
    const grants = await this.#parts.store.all();
    this.#grants.clear();
    for (const grant of grants) this.#grants.set(keyOf(grant), grant);
  }

  #granted(capability: string, { actor, community }: Asking): boolean {
    if (community === undefined || this.#grants.size === 0) return false;
    if (this.#suspended.has(`${community}\n${actor.id}`)) return false;
    const has = (subject: string) =>
      this.#grants.has(keyOf({ scope: community, subject, capability }));
    return has(actor.id) || actor.roles.some((role) => has(`role:${role}`));
  }

  /** Nobody gives or takes what he does not hold, and grants are the administrators' business. */
  #mayGive({ by, capability }: GrantRequest): Result<void> {
    const held = this.authorise(capability, by);
    if (!held.ok) return held;
    return atLeast(this.rankOf(by), 'administrator')
      ? held
      : refuse('permission.missing', {
          capability: 'permissions.grant',
          needed: 'administrator',
          ...{ rank: this.rankOf(by), where: 'here' },
        });
  }
}

const grantOf = ({ by, subject, capability }: GrantRequest): Grant => ({
  scope: by.community,
  subject,
  capability,
});
