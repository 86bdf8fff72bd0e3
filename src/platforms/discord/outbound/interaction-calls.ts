import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Said } from '../../../core/platform.ts';
import type { Api } from '../api.ts';
import { saidIn, saidInCallback } from './answers.ts';
import type { MessageBody } from './from-card.ts';

/** Where an interaction is answered. The token is a secret for its quarter of an hour. */
export interface InteractionAddress {
  readonly id: string;
  readonly token: string;
  readonly application: string;
}

const ephemeral = (body: MessageBody) => ({ ...body, flags: MessageFlags.Ephemeral });

/** The calls that answer one interaction. They need no authorisation: the address holds the token. */
export class InteractionCalls {
  readonly #api: Api;
  readonly #address: InteractionAddress;

  constructor(api: Api, address: InteractionAddress) {
    this.#api = api;
    this.#address = address;
  }

  /** The first answer. Repeating it is harmless: the second is refused as "already acknowledged". */
  async callback(type: InteractionResponseType, data?: unknown): Promise<Said> {
    const { id, token } = this.#address;
    const answer = await this.#api.call({
      method: 'Post',
      route: `/interactions/${id}/${token}/callback`,
      body: { type, ...(data !== undefined && { data }) },
      query: { with_response: 'true' },
      auth: false,
      repeatable: true,
    });
    return saidInCallback(answer);
  }

  say(body: MessageBody, secret: boolean): Promise<Said> {
    const type = InteractionResponseType.ChannelMessageWithSource;
    return this.callback(type, secret ? ephemeral(body) : body);
  }

  editOriginal(body: MessageBody): Promise<Said> {
    return this.edit('@original', body);
  }

  /** Changes an answer of this interaction, private ones too. */
  async edit(message: string, body: MessageBody): Promise<Said> {
    return saidIn(
      await this.#api.call({
        method: 'Patch',
        route: `${this.route}/messages/${message}`,
        body,
        auth: false,
        repeatable: true,
      }),
    );
  }

  async deleteOriginal(): Promise<void> {
    await this.#api.call({
      method: 'Delete',
      route: `${this.route}/messages/@original`,
      auth: false,
      repeatable: true,
    });
  }

  /** Webhooks know no nonce, so what may have arrived is not sent again. */
  async followUp(body: MessageBody, secret: boolean): Promise<Said> {
    return saidIn(
      await this.#api.call({
        method: 'Post',
        route: this.route,
        body: secret ? ephemeral(body) : body,
        auth: false,
        repeatable: false,
      }),
    );
  }

  get route(): `/${string}` {
    const { application, token } = this.#address;
    return `/webhooks/${application}/${token}`;
  }
}
