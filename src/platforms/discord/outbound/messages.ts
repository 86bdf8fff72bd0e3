import { CastellanError } from '../../../base/errors.ts';
import type { MessageId } from '../../../base/ids.ts';
import type { Random } from '../../../base/random.ts';
import type { Lane, Said } from '../../../core/platform.ts';
import type { Api } from '../api.ts';
import { saidIn } from './answers.ts';
import type { MessageBody } from './from-card.ts';
import { Lanes } from './lanes.ts';

export interface PostOptions {
  readonly lane?: Lane;
  /** The message that this one answers. */
  readonly answers?: MessageId;
}

/** Discord's code for an unknown message. */
const unknownMessage = 10_008;
const isGone = (thrown: unknown): boolean =>
  thrown instanceof CastellanError && thrown.facts['code'] === unknownMessage;

/** 20 characters of URL-safe chance; Discord takes up to 25. */
const nonceBytes = 15;

/** Messages in channels, said once each: a repeated call carries the same nonce, which Discord enforces. */
export class Messages {
  readonly #api: Api;
  readonly #random: Random;
  readonly #lanes = new Lanes();

  constructor(api: Api, random: Random) {
    this.#api = api;
    this.#random = random;
  }

  post(channel: string, body: MessageBody, options: PostOptions = {}): Promise<Said> {
    const { lane = 'normal', answers } = options;
    const whole = {
      ...body,
      nonce: this.#random.token(nonceBytes),
      enforce_nonce: true,
      ...(answers !== undefined && {
        message_reference: { message_id: answers, fail_if_not_exists: false },
      }),
    };
    return this.#lanes.run(channel, lane, async () =>
      saidIn(
        await this.#api.call({
          method: 'Post',
          route: `/channels/${channel}/messages`,
          body: whole,
          repeatable: true,
        }),
      ),
    );
  }

  /** What is gone already is as good as deleted. */
  async remove(channel: string, message: MessageId): Promise<void> {
    const route = `/channels/${channel}/messages/${message}` as const;
    await this.#lanes
      .run(channel, 'bulk', () => this.#api.call({ method: 'Delete', route, repeatable: true }))
      .catch((thrown: unknown) => {
        if (!isGone(thrown)) throw thrown;
      });
  }

  /** `👍`, or `<:name:123>` for one of a server's own. */
  async react(channel: string, message: MessageId, emoji: string): Promise<void> {
    const named = encodeURIComponent(/^<a?:(\w+:\d+)>$/.exec(emoji)?.[1] ?? emoji);
    const route = `/channels/${channel}/messages/${message}/reactions/${named}/@me` as const;
    await this.#lanes.run(channel, 'bulk', () =>
      this.#api.call({ method: 'Put', route, repeatable: true }),
    );
  }

  async edit(channel: string, message: MessageId, body: MessageBody): Promise<void> {
    await this.#lanes.run(channel, 'normal', () =>
      this.#api.call({
        method: 'Patch',
        route: `/channels/${channel}/messages/${message}`,
        body,
        repeatable: true,
      }),
    );
  }
}
