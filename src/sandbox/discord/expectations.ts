import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { channelPermissions } from './permissions.ts';
import { messageFlag, type Channel, type Message } from './model.ts';
import { isVisible } from './messages.ts';
import { isOlder } from './snowflake.ts';
import { authorView, textOf } from './view.ts';
import type { World } from './world.ts';

export interface Patience {
  /** How long to wait, in real time; 5 s unless told. */
  readonly withinMs?: number;
}

export const usualPatienceMs = 5000;
const listed = 12;

/** Resolves to what `find` finds, now or after a change; fails with `explain` when time is up. */
export function awaitChange<Found>(
  world: World,
  patience: Clock,
  {
    withinMs = usualPatienceMs,
    find,
    explain,
  }: Patience & { find: () => Found | undefined; explain: () => string },
): Promise<Found> {
  const already = find();
  if (already !== undefined) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      unlisten();
      world.ended.removeEventListener('abort', ended);
    };
    const ended = () => {
      stop();
      reject(new CastellanError('closed', `The sandbox ended. ${explain()}`));
    };
    const cancel = patience.after(withinMs, () => {
      stop();
      reject(new CastellanError('timed-out', explain()));
    });
    const unlisten = world.changes.listen(() => {
      const found = find();
      if (found === undefined) return;
      stop();
      resolve(found);
    });
    world.ended.addEventListener('abort', ended, { once: true });
  });
}

/** What one person has listened to. A message that is edited can be heard again. */
export class Ears {
  private readonly world: World;
  private readonly userId: string;
  private readonly heard = new WeakSet<Message>();
  private sinceId = '0';

  constructor(world: World, userId: string) {
    this.world = world;
    this.userId = userId;
  }

  /** The person did something: what comes from now on is in answer to it. */
  mark(): void {
    this.sinceId = this.world.ids.next();
  }

  /** The first message not heard yet that fits; it counts as heard from then on. */
  take(
    channels: readonly Channel[],
    fits: (message: Message, text: string) => boolean,
  ): Message | undefined {
    for (const message of this.unheard(channels)) {
      if (!fits(message, this.read(message))) continue;
      this.heard.add(message);
      return message;
    }
    return undefined;
  }

  /** What was said since the person last did something, and not heard yet. */
  news(channel: Channel): readonly Message[] {
    return this.unheard([channel]).filter(({ id }) => isOlder(this.sinceId, id));
  }

  private unheard(channels: readonly Channel[]): readonly Message[] {
    return channels
      .filter((channel) => this.sees(channel))
      .flatMap((channel) => [...channel.messages.values()])
      .filter((message) => isVisible(message, this.userId) && this.isWorthHearing(message));
  }

  private isWorthHearing(message: Message): boolean {
    return (
      message.author.id !== this.userId &&
      (message.flags & messageFlag.loading) === 0 &&
      !this.heard.has(message)
    );
  }

  private sees(channel: Channel): boolean {
    return channelPermissions(channel, this.userId, this.world.clock.now()) !== 0n;
  }

  private read(message: Message): string {
    return textOf(message, (id) => this.world.users.get(id)?.username);
  }

  /** What was said there lately, for the message of a failed expectation. */
  recall(channels: readonly Channel[]): string {
    const lines = channels
      .filter((channel) => this.sees(channel))
      .flatMap((channel) => [...channel.messages.values()])
      .filter((message) => isVisible(message, this.userId))
      .slice(-listed)
      .map(
        (message) =>
          `  ${message.visibleTo === undefined ? '' : '(privately) '}${authorView(message.channel, message.author).name}: ${this.read(message).replaceAll('\n', ' / ')}`,
      );
    return lines.length > 0 ? `Said there lately:\n${lines.join('\n')}` : 'Nothing was said there.';
  }
}

/** Whether the pattern fits the text as it is read, or as it was written. */
export function matches(pattern: RegExp): (message: Message, text: string) => boolean {
  const fresh = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return (message, text) => fresh.test(text) || fresh.test(message.content);
}
