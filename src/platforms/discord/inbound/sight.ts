import { type OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Audience, closedToAll } from '../../../core/audience.ts';

/** What is told of a channel that says who sees it. */
export interface SightFacts {
  readonly id: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly Overwrite[];
  /** Present on threads. */
  readonly thread_metadata?: unknown;
  readonly type: number;
}

interface Overwrite {
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: string;
  readonly deny: string;
}

interface Channel {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

const plain: Channel = { allowed: [], denied: [] };
const privateThread = 12;
const sees = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.Administrator;
const hasSight = (permissions: string, bits: bigint): boolean =>
  (BigInt(permissions) & bits) !== 0n;

/**
 * Who sees which channel of one guild, by the rules of Discord: what everyone has, then what roles have, then the
 * channel's overwrites.
 */
export class Sight {
  readonly #everyone: string;
  /** Roles that see channels wherever nothing else is said. */
  readonly #roles = new Set<string>();
  readonly #channels = new Map<string, Channel>();
  readonly #threads = new Map<string, string | undefined>();

  constructor(guild: string) {
    this.#everyone = guild;
  }

  learnRole({ id, permissions }: { readonly id: string; readonly permissions: string }): void {
    if (hasSight(permissions, sees)) this.#roles.add(id);
    else this.#roles.delete(id);
  }

  forgetRole(id: string): void {
    this.#roles.delete(id);
  }

  learnChannel(facts: SightFacts): void {
    if (facts.thread_metadata !== undefined) {
      const parent = facts.type === privateThread ? undefined : (facts.parent_id ?? undefined);
      return void this.#threads.set(facts.id, parent);
    }
    const told = facts.permission_overwrites ?? [];
    const of = (side: 'allow' | 'deny') =>
      told
        .filter((one) => hasSight(one[side], PermissionFlagsBits.ViewChannel))
        .map(({ id }) => id);
    const channel = { allowed: of('allow'), denied: of('deny') };
    const isPlain = channel.allowed.length + channel.denied.length === 0;
    this.#channels.set(facts.id, isPlain ? plain : channel);
  }

  forgetChannel(id: string): void {
    this.#channels.delete(id);
    this.#threads.delete(id);
  }

  knows(channel: string): boolean {
    return this.#channels.has(channel) || this.#threads.has(channel);
  }

  /** Who sees a channel; nobody, for one that it was not told of. */
  audience(channel: string): Audience {
    if (this.#threads.has(channel)) {
      const parent = this.#threads.get(channel);
      // A private thread is seen by those who were added to it, whom nobody tells us.
      return parent === undefined ? closedToAll : this.audience(parent);
    }
    const known = this.#channels.get(channel);
    if (!known) return closedToAll;
    const { allowed, denied } = known;
    const open = this.#roles.has(this.#everyone);
    const everyone = allowed.includes(this.#everyone) || (open && !denied.includes(this.#everyone));
    if (everyone) return { everyone, except: new Set(denied) };
    const byRole = open
      ? []
      : [...this.#roles].filter((role) => role !== this.#everyone && !denied.includes(role));
    return { everyone, only: new Set([...allowed, ...byRole]) };
  }
}
