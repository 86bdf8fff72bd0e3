import { messageOf } from '../../base/errors.ts';
import { type ActorId, actorId, channelId, connectionId, spaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Actor } from '../../core/actor.ts';
import type { Card } from '../../core/card.ts';
import type { Case } from '../../core/cases/case.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import type { Platform, Said } from '../../core/platform.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { languageNamed } from '../../core/texts/texts.ts';
import { nativeOf, placeOf } from '../../moderation/acts/index.ts';
import type { AppealStore, News } from '../../moderation/appeals/index.ts';
import type { CaseStore } from '../../moderation/cases/index.ts';
import type { Registries } from '../registries.ts';

interface Parts {
  readonly store: Pick<AppealStore, 'news' | 'told' | 'find' | 'steps'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly registries: Registries;
  readonly log: Log;
}

/**
 * Tells people how their appeals ended: at once where they can be reached, else when they are seen next. Who is still to
 * be told is in the database, and in memory, so that looking for them at every event asks no database.
 */
export class AppealTeller {
  readonly #parts: Parts;
  readonly #untold = new Map<string, News[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async open(): Promise<void> {
    this.#untold.clear();
    for (const one of await this.#parts.store.news())
      this.#untold.set(one.who, [...(this.#untold.get(one.who) ?? []), one]);
  }

  /** Something was decided: whoever waits for it is told. Never rejects. */
  async decided(who: string): Promise<void> {
    try {
      await this.open();
      for (const one of this.#untold.get(who) ?? []) await this.#tell(one);
    } catch (failure) {
      this.#parts.log.warn({ problem: messageOf(failure) }, 'Nobody could be told of an appeal');
    }
  }

  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void {
    if (!('actor' in event) || !this.#untold.has(event.actor.id)) return;
    if (event.kind === 'member-left' || event.kind === 'completion') return;
    const { actor, where } = event;
    const waiting = this.#untold.get(actor.id) ?? [];
    this.#untold.delete(actor.id);
    for (const one of waiting)
      this.#reach(one, (platform, card) =>
        platform.reply({ where, actor }, card, { private: true, whisper: true }),
      ).catch((failure: unknown) =>
        this.#parts.log.warn({ problem: messageOf(failure) }, 'Somebody could not be told'),
      );
  }

  personal(): PersonalHook {
    return {
      name: 'appeals',
      tell: () => Promise.resolve([]),
      erase: ({ actor }) => Promise.resolve(this.#untold.delete(actor) ? 1 : 0),
    };
  }

  async #tell(one: News): Promise<void> {
    const { hears } = one;
    await this.#reach(one, async (platform, card, where) => {
      // Where people are known by what they are called now, that may be somebody else by now.
      if (hears !== undefined && !platform.can.has('whisper'))
        return platform.say(channelId(hears), card);
      const actor = await this.#actorFor(platform, where, actorId(one.who));
      return actor && platform.reply({ where, actor }, card, { private: true, whisper: true });
    });
  }

  /** Where an id is what the network's verbs take, somebody who is not here can be written to all the same. */
  async #actorFor(platform: Platform, where: Place, id: ActorId): Promise<Actor | undefined> {
    if (platform.can.has('whisper')) {
      const found = await platform.findActor(where, id);
      return found?.id === id ? found : undefined;
    }
    const native = nativeOf(id);
    return {
      ...{ id, native, name: native, mention: native, bot: false, standing: 'member' },
      ...{ roles: [], identified: true },
    };
  }

  async #reach(
    one: News,
    say: (platform: Platform, card: Card, where: Place) => Promise<Said | undefined>,
  ): Promise<void> {
    const { store, cases, registries } = this.#parts;
    const appeal = await store.find(one);
    const about =
      appeal && (await cases.find({ community: one.community, number: appeal.caseNumber }));
    const platform = about && registries.board.platform(connectionId(about.place.connection));
    if (!about || !platform) return;
    const card = await this.#card(one, about);
    try {
      const said = await say(platform, card, placeOf(about.place));
      if (!isReached(said, platform)) return this.#keep(one);
      this.#untold.delete(one.who);
      await store.told(one);
    } catch (failure) {
      this.#keep(one);
      throw failure;
    }
  }

  async #card(one: News, about: Case): Promise<Card> {
    const { settings, texts } = this.#parts.registries.ports;
    const place = { space: spaceId(one.community), community: one.community };
    const say = texts.in(languageNamed(settings.readText('core.language', place)));
    const steps = await this.#parts.store.steps(one);
    const why = steps.findLast(({ what }) => what === one.state)?.text ?? '';
    const days = settings.readNumber('appeals.againDays', place);
    const facts = { place: about.place.name, number: about.number, why: why || 'none', days };
    const granted = one.state === 'approved';
    return { tone: granted ? 'success' : 'info', say: say(`appeal.told.${one.state}`, facts) };
  }

  #keep(one: News): void {
    const others = (this.#untold.get(one.who) ?? []).filter(({ number }) => number !== one.number);
    this.#untold.set(one.who, [...others, one]);
  }
}

/** What waits for its turn will be said. */
function isReached(said: Said | undefined, { can }: Platform): boolean {
  if (!said || said.guarded?.verdict === 'refuse') return false;
  return said.message !== undefined || said.guarded?.verdict === 'wait' || can.has('whisper');
}
