import type { APIInteraction } from 'discord-api-types/v10';
import type { Api } from './api.ts';
import type { Decoder } from './inbound/decoder.ts';
import { hearInteraction, kindOf, type InteractionKind } from './inbound/interactions.ts';
import { Interaction } from './outbound/interaction.ts';
import { InteractionCalls } from './outbound/interaction-calls.ts';
import type { Messages } from './outbound/messages.ts';

/** Takes interactions in, and keeps those that still wait for an answer. */
export class InteractionDesk {
  readonly #decoder: Decoder;
  readonly #ways: { readonly api: Api; readonly messages: Messages };
  readonly #open = new Set<Interaction>();

  constructor(decoder: Decoder, ways: { api: Api; messages: Messages }) {
    this.#decoder = decoder;
    this.#ways = ways;
  }

  hear(data: APIInteraction): void {
    const kind = kindOf(data);
    if (!kind || this.#decoder.messages.again(data.id)) return;
    const interaction = this.#opened(data, kind);
    const event = hearInteraction(this.#decoder, data, interaction);
    if (!event) return this.#forget(interaction);
    this.#decoder.emit(event);
  }

  /** Nothing more is deferred or cleared away. */
  close(): void {
    for (const interaction of this.#open) this.#forget(interaction);
  }

  #opened(data: APIInteraction, kind: InteractionKind): Interaction {
    const { api, messages } = this.#ways;
    const interaction: Interaction = new Interaction({
      kind,
      calls: new InteractionCalls(api, {
        id: data.id,
        token: data.token,
        application: data.application_id,
      }),
      clock: this.#decoder.clock,
      sayInChannel: (body) => messages.post(data.channel?.id ?? '', body),
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
