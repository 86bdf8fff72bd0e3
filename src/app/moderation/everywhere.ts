import { communityOf } from '../../core/community.ts';
import type { BulkOutcome, StoppableActs } from '../../core/cases/acts.ts';
import type { EverywhereRequest, ModerationDesk } from '../../core/cases/desk.ts';
import type { ActorId, SpaceId } from '../../base/ids.ts';
import type { MemberEvent } from '../../core/event.ts';
import { nativeOf } from '../../moderation/acts/index.ts';
import type { CaseStore } from '../../moderation/cases/index.ts';
import type { KnownSpaces } from './known-spaces.ts';

interface Parts {
  readonly acts: StoppableActs;
  readonly store: Pick<CaseStore, 'everywhere' | 'history'>;
  readonly spaces: KnownSpaces;
}

type Verbs = Pick<ModerationDesk, 'everywhere' | 'banEverywhere' | 'unbanEverywhere'>;

const labelOf = ({ name, spaceName }: { name: string; spaceName?: string }): string =>
  spaceName ?? name;

/** Bans that hold in every space on a network: in those where the bot is now, and where the person turns up later. */
export class Everywhere implements Verbs {
  readonly #parts: Parts;
  /** Whoever is banned everywhere, and why. */
  readonly #banned = new Map<string, string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async open(): Promise<void> {
    for (const { target, reason } of await this.#parts.store.everywhere('global-ban'))
      this.#banned.set(target, reason);
  }

  everywhere: Verbs['everywhere'] = (where, { name }) => ({
    name,
    places: this.#parts.spaces.on(where.connection).map(labelOf),
  });

  async banEverywhere(request: EverywhereRequest): Promise<readonly BulkOutcome[]> {
    this.#banned.set(request.subject.id, request.reason);
    const ticket = this.#parts.acts.ticket();
    return this.#each(request, (where) =>
      this.#parts.acts.act({ ...request, kind: 'global-ban', where, ticket }),
    );
  }

  async unbanEverywhere(request: EverywhereRequest): Promise<readonly BulkOutcome[]> {
    this.#banned.delete(request.subject.id);
    return this.#each(request, (where) =>
      this.#parts.acts.lift({ ...request, kind: 'global-ban', where }),
    );
  }

  /** Who is banned everywhere does not come in by a space that the bot came to later. */
  async joined({ where, actor }: MemberEvent): Promise<void> {
    const reason = this.#banned.get(actor.id);
    if (reason === undefined || where.space === undefined) return;
    if (!(await this.#holdsAt(where.space, actor.id))) return;
    await this.#parts.acts.act({
      ...{ kind: 'global-ban', where, reason, via: 'program', tell: false },
      by: { id: 'castellan', name: 'Castellan' },
      subject: { id: actor.id, name: actor.name, native: nativeOf(actor.id) },
    });
  }

  /** Not where it was taken back, and nowhere once no case of it is left. */
  async #holdsAt(space: SpaceId, target: ActorId): Promise<boolean> {
    const { store } = this.#parts;
    const [last] = await store.history(communityOf(space), {
      ...{ target, kinds: ['global-ban'], limit: 1 },
    });
    if (last) return last.ending?.how !== 'overturned';
    const left = await store.everywhere('global-ban');
    return left.some((one) => one.target === target);
  }

  async #each(
    { where }: EverywhereRequest,
    act: (where: EverywhereRequest['where']) => Promise<BulkOutcome['result']>,
  ): Promise<readonly BulkOutcome[]> {
    const outcomes: BulkOutcome[] = [];
    for (const place of this.#parts.spaces.on(where.connection))
      outcomes.push({ name: labelOf(place), result: await act(place) });
    return outcomes;
  }
}
