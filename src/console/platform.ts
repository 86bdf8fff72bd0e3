import { chmodSync, existsSync, rmSync } from 'node:fs';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Clock } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import { type ActorId, channelOn, connectionId } from '../base/ids.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Actor } from '../core/actor.ts';
import type { Card } from '../core/card.ts';
import type { MessageEvent, Place, ReplyTo } from '../core/event.ts';
import type { ConnectionStatus, Platform, PlatformSink, Said } from '../core/platform.ts';
import { plainCard } from './plain-card.ts';

export interface ConsoleOptions {
  /** The socket's path; only this user may connect to it. */
  readonly path: string;
  /** Who the person at the console is. */
  readonly actor: ActorId;
  readonly clock: Clock;
  readonly log: Log;
}

/** Nobody types more than this in one line. */
const maxLineLength = 4096;

const connection = connectionId('console');
const place: Place = {
  connection,
  platform: 'console',
  channel: channelOn(connection, '@operator'),
  name: 'console',
};

/** The operator's line console on a Unix socket: a platform like any other, whose one person owns the instance. */
export function consolePlatform(options: ConsoleOptions): Platform & { opened(): Promise<void> } {
  return new Console(options);
}

class Console implements Platform {
  readonly connection = connection;
  readonly kind = 'console';
  readonly can: Platform['can'] = new Set();
  readonly #options: ConsoleOptions;
  readonly #sockets = new Set<Socket>();
  readonly #actor: Actor;
  #sinceMs: number | undefined;
  #opening: Promise<void> = Promise.resolve();

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.#actor = {
      ...{ id: options.actor, name: 'operator', mention: 'operator', native: 'operator' },
      ...{ bot: false, standing: 'owner', roles: [], identified: true },
    };
  }

  start(sink: PlatformSink, life: Lifetime): void {
    const server = createServer((socket) => this.#greet(socket, sink));
    life.own(() => this.#close(server));
    this.#opening = this.#listen(server).then(
      () => {
        this.#sinceMs = this.#options.clock.now();
        sink.status(this.status());
      },
      (failure: unknown) => {
        const why = messageOf(failure);
        this.#options.log.warn({ path: this.#options.path, why }, 'The console cannot be opened');
      },
    );
  }

  /** Resolves when the socket is there, or when it is clear that it will not be. */
  opened(): Promise<void> {
    return this.#opening;
  }

  status(): ConnectionStatus {
    return {
      ...{ connection, platform: 'console', server: this.#options.path, self: 'castellan' },
      link:
        this.#sinceMs === undefined
          ? { state: 'connecting', attempt: 1 }
          : { state: 'online', sinceMs: this.#sinceMs },
      ...{ spaces: 0, members: this.#sockets.size, warnings: [] },
    };
  }

  reconnect(): void {
    for (const socket of this.#sockets) socket.end('Connect again, please.\n');
  }

  say(_where: unknown, card: Card): Promise<Said> {
    for (const socket of this.#sockets) socket.write(`${plainCard(card)}\n`);
    return Promise.resolve({});
  }

  reply(to: ReplyTo, card: Card): Promise<Said> {
    const socket = [...this.#sockets].find((one) => one === to.token);
    if (!socket) throw new CastellanError('closed', 'The console that asked is gone');
    socket.write(`${plainCard(card)}\n`);
    return Promise.resolve({});
  }

  more = (): Promise<undefined> => Promise.resolve(undefined);
  edit = (): Promise<void> => unable('change what was said');
  ask = (): Promise<void> => unable('show forms');
  complete = (): Promise<void> => unable('complete');
  declare = (): Promise<void> => unable('declare commands');
  findActor = (): Promise<undefined> => Promise.resolve(undefined);
  findThing = (): Promise<undefined> => Promise.resolve(undefined);

  async #listen(server: Server): Promise<void> {
    const { path } = this.#options;
    if (existsSync(path)) {
      if (await answers(path))
        throw new CastellanError('not-available', 'another Castellan has it');
      rmSync(path, { force: true });
    }
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
  }

  #greet(socket: Socket, sink: PlatformSink): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.write(
      'Castellan console. "help" lists the commands, "status" the connections, Ctrl+D leaves.\n',
    );
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      if (line.trim() !== '') sink.event(this.#event(line.slice(0, maxLineLength), socket));
    });
  }

  #event(line: string, socket: Socket): MessageEvent {
    return {
      kind: 'message',
      ...{ atMs: this.#options.clock.now(), where: place, actor: this.#actor },
      // Dot-commands are how consoles of other bots are used; both ways work here.
      text: line.trim().replace(/^\.(?=\S)/, ''),
      ...{ replayed: false, unanswerable: false },
      reply: { where: place, actor: this.#actor, token: socket },
    };
  }

  #close(server: Server): Promise<void> {
    for (const socket of this.#sockets) socket.end('Castellan is stopping.\n');
    return new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroySoon();
    });
  }
}

const unable = (what: string): Promise<never> =>
  Promise.reject(new CastellanError('not-available', `The console cannot ${what}`));

/** Whether somebody listens on a socket that a process may also have left behind. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
