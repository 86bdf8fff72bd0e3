import { chmodSync, rmSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import { type ActorId, channelOn, connectionId } from '../base/ids.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Actor } from '../core/actor.ts';
import type { Card } from '../core/card.ts';
import type { Place, ReplyTo } from '../core/event.ts';
import type { ConnectionStatus, Platform, PlatformSink, Said } from '../core/platform.ts';
import { plainCard } from './plain-card.ts';

/** What one command of the command line came to. */
export interface ErrandAnswer {
  /** False where it was refused or failed. */
  readonly done: boolean;
  readonly text: string;
  /** How bad it is; absent where the answer did not say. */
  readonly tone?: Card['tone'];
}

/** The command line as a way in: one command, one answer, then it is gone. */
export interface Errands extends Platform {
  /** Runs one command as the owner of the instance. Rejects with `timed-out` when nothing answers. */
  run(line: string): Promise<ErrandAnswer>;
  /** Takes errands from other processes of this user on a Unix socket: one JSON line each way. */
  listen(path: string, life: Lifetime): Promise<void>;
}

interface Options {
  readonly actor: ActorId;
  readonly clock: Clock;
  readonly log: Log;
  readonly sink: PlatformSink;
}

const connection = connectionId('cli');
const place: Place = {
  ...{ connection, platform: 'console', name: 'the command line' },
  channel: channelOn(connection, '@operator'),
};
const answerWithinMs = 30_000;
/** A file of settings travels in one line. */
const longestBytes = 1024 * 1024;
const asked = z.object({ line: z.string().min(1).max(longestBytes) });

type Told = (answer: ErrandAnswer) => void;

export function errands(options: Options): Errands {
  return new CommandLine(options);
}

class CommandLine implements Errands {
  readonly connection = connection;
  readonly kind = 'console';
  readonly can: Platform['can'] = new Set();
  readonly #options: Options;
  readonly #actor: Actor;
  readonly #waiting = new Map<symbol, Told>();

  constructor(options: Options) {
    this.#options = options;
    this.#actor = {
      ...{ id: options.actor, name: 'operator', mention: 'operator', native: 'operator' },
      ...{ bot: false, standing: 'owner', roles: [], identified: true },
    };
  }

  run(line: string): Promise<ErrandAnswer> {
    const { clock, sink } = this.#options;
    const token = Symbol('errand');
    return new Promise((resolve, reject) => {
      const cancel = clock.after(answerWithinMs, () => {
        this.#waiting.delete(token);
        reject(new CastellanError('timed-out', 'Nothing answered the command. Look into the log.'));
      });
      this.#waiting.set(token, (answer) => {
        cancel();
        resolve(answer);
      });
      const who = { where: place, actor: this.#actor };
      sink.event({
        ...{ kind: 'message', atMs: clock.now(), ...who, text: line },
        ...{ replayed: false, unanswerable: false, reply: { ...who, token } },
      });
    });
  }

  reply(to: ReplyTo, card: Card): Promise<Said> {
    const { token } = to;
    const tell = typeof token === 'symbol' ? this.#waiting.get(token) : undefined;
    // The first card is the answer; what is told aside has nobody left to hear it.
    if (typeof token === 'symbol') this.#waiting.delete(token);
    const done = card.tone !== 'error' && card.tone !== 'warning';
    tell?.({ done, text: plainCard(card), ...(card.tone && { tone: card.tone }) });
    return Promise.resolve({});
  }

  async listen(path: string, life: Lifetime): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    // Left behind by a process that was killed: whoever runs on this folder now has it.
    rmSync(path, { force: true });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
      });
      chmodSync(path, 0o600);
      life.own(() => closed(server));
    } catch (failure) {
      const why = messageOf(failure);
      this.#options.log.warn({ path, why }, 'The command line cannot reach this process');
    }
  }

  #serve(socket: Socket): void {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > longestBytes) socket.destroy();
      else if (text.includes('\n')) void this.#answer(text, socket);
    });
  }

  async #answer(text: string, socket: Socket): Promise<void> {
    socket.removeAllListeners('data');
    const answer = await this.#ran(text).catch((failure: unknown): ErrandAnswer => {
      this.#options.log.warn({ why: messageOf(failure) }, 'An errand of the command line failed');
      return { done: false, text: messageOf(failure) };
    });
    socket.end(`${JSON.stringify(answer)}\n`);
  }

  async #ran(text: string): Promise<ErrandAnswer> {
    return this.run(asked.parse(JSON.parse(text)).line);
  }

  status(): ConnectionStatus {
    return {
      ...{ connection, platform: 'console', server: 'the command line', self: 'castellan' },
      ...{ link: { state: 'online', sinceMs: 0 }, spaces: 0, members: 0, warnings: [] },
    };
  }

  start = (): void => undefined;
  reconnect = (): void => undefined;
  say = (): Promise<Said> => Promise.resolve({});
  more = (): Promise<undefined> => Promise.resolve(undefined);
  edit = (): Promise<void> => unable('change what was said');
  ask = (): Promise<void> => unable('show forms');
  complete = (): Promise<void> => unable('complete');
  declare = (): Promise<never> => unable('declare commands');
  remove = (): Promise<never> => unable('delete messages');
  findActor = (): Promise<undefined> => Promise.resolve(undefined);
  findThing = (): Promise<undefined> => Promise.resolve(undefined);
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

const unable = (what: string): Promise<never> =>
  Promise.reject(new CastellanError('not-available', `The command line cannot ${what}`));
