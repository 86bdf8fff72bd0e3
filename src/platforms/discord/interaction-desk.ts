import type { APIInteraction } from 'discord-api-types/v10';
import { boundedMap, type BoundedMap } from '../../base/bounded-map.ts';
import type { MessageId } from '../../base/ids.ts';
import type { Api } from './api.ts';
import type { Decoder } from './inbound/decoder.ts';
import { hearInteraction, kindOf, type InteractionKind } from './inbound/interactions.ts';
import type { MessageBody } from './outbound/from-card.ts';
import { Interaction, isExpired } from './outbound/interaction.ts';
import { InteractionCalls } from './outbound/interaction-calls.ts';
import type { Messages } from './outbound/messages.ts';

/** Discord takes changes to an answer for 15 minutes. */
const tokenLivesMs = 14.5 * 60_000;
const answersRemembered = 1_000;

/** Takes interactions in, and keeps those that still wait for an answer. */
export class InteractionDesk {
  readonly #decoder: Decoder;
  readonly #ways: { readonly api: Api; readonly messages: Messages };
  readonly #open = new Set<Interaction>();
  /** Answers said lately, by message: private ones can only be changed through their interaction. */
  readonly #said: BoundedMap<InteractionCalls>;

  constructor(decoder: Decoder, ways: { api: Api; messages: Messages }) {
    this.#decoder = decoder;
    this.#ways = ways;
    this.#said = boundedMap({ maxEntries: answersRemembered, ttlMs: tokenLivesMs }, decoder.clock);
  }

  hear(data: APIInteraction): void {
    const kind = kindOf(data);
    if (!kind || this.#decoder.messages.again(data.id)) return;
    const interaction = this.#opened(data, kind);
    const event = hearInteraction(this.#decoder, data, interaction);
    if (!event) return this.#forget(interaction);
    this.#decoder.emit(event);
  }

  /** Changes an answer of ours through its interaction; false when that is not the way. */
  async edit(message: MessageId, body: MessageBody): Promise<boolean> {
    const calls = this.#said.get(message);
    if (!calls) return false;
    try {
      await calls.edit(message, body);
      return true;
    } catch (thrown) {
      if (!isExpired(thrown)) throw thrown;
      this.#said.delete(message);
      return false;
    }
  }

  /** Nothing more is deferred or cleared away. */
  close(): void {
    for (const interaction of this.#open) this.#forget(interaction);
  }

  #opened(data: APIInteraction, kind: InteractionKind): Interaction {
    const { api, messages } = this.#ways;
    const { id, token, application_id: application } = data;
    const calls = new InteractionCalls(api, { id, token, application });
    const interaction: Interaction = new Interaction({
      ...{ kind, onCard: kind === 'component' || (kind === 'form' && 'message' in data) },
      calls,
      clock: this.#decoder.clock,
      sayInChannel: (body) => messages.post(data.channel?.id ?? '', body),
      onSaid: (message) => this.#said.set(message, calls),
      onSettled: () => void this.#open.delete(interaction),
    });
    this.#open.add(interaction);
    return interaction;
  }

  #forget(interaction: Interaction): void {
    interaction.cancel();
    this.#open.delete(interaction);
  }
}
