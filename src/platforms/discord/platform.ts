import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import { CastellanError, messageOf } from '../../base/errors.ts';
import {
  connectionId,
  partsOfChannel,
  type ChannelId,
  type ConnectionId,
  type MessageId,
} from '../../base/ids.ts';
import { openCache } from '../../core/cache/cache.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Card, Form } from '../../core/card.ts';
import type { Actor } from '../../core/actor.ts';
import type { Audience } from '../../core/audience.ts';
import type { InboundEvent, Place, ReplyTo } from '../../core/event.ts';
import type {
  Ability,
  ConnectionStatus,
  MenuCommand,
  Platform,
  PlatformSink,
  ReplyOptions,
  Said,
  SayOptions,
  SlashCommand,
  Thing,
  Voice,
} from '../../core/platform.ts';
import { discordApi, type Api, type ApiCall } from './api.ts';
import { channelNamed, discordVoice } from './door/voice.ts';
import { DiscordAdmission } from './admission.ts';
import { DiscordDoor } from './door/door.ts';
import { DiscordEnforcer } from './enforcer/enforcer.ts';
import { DiscordGiver } from './enforcer/giver.ts';
import { DiscordNativeRules } from './native/native-rules.ts';
import { apiBase, bareToken, type DiscordConnection } from './config.ts';
import { Gateway } from './gateway/gateway.ts';
import type { Decoder, Self } from './inbound/decoder.ts';
import { Directory } from './inbound/directory.ts';
import { decodeActivity } from './inbound/dispatch.ts';
import { seenLately } from './inbound/seen.ts';
import { ActHalves } from './inbound/act-halves.ts';
import { InteractionDesk } from './interaction-desk.ts';
import { declareCommands } from './outbound/commands.ts';
import { bodyFrom } from './outbound/from-card.ts';
import { Interaction } from './outbound/interaction.ts';
import { Messages } from './outbound/messages.ts';
import { type FoundLately, Lookup, foundLately } from './lookup.ts';
import { Whispers } from './outbound/whispers.ts';
import type { DiscordPorts } from './ports.ts';

const abilities: ReadonlySet<Ability> = new Set([
  'slash',
  'private-reply',
  'controls',
  'forms',
  'dialogue',
  'edit',
  'delete',
  'reactions',
  'boosts',
]);

/** Messages remembered, so that none is taken twice. */
const messagesRemembered = 2_000;
/** Guilds come by the hundred at the start; people need the count only once. */
const countAfterMs = 100;

/** What exists from `start` to the end of its lifetime. */
interface Running {
  readonly api: Api;
  readonly gateway: Gateway;
  readonly messages: Messages;
  readonly desk: InteractionDesk;
  readonly whispers: Whispers;
  readonly lookup: Lookup;
  readonly sink: PlatformSink;
}

/** One Discord application, as a platform: discord.js's gateway shards and REST queue, and no cache but our own. */
export const discordPlatform = (config: DiscordConnection, ports: DiscordPorts): Platform =>
  new DiscordPlatform(config, ports);

class DiscordPlatform implements Platform {
  readonly connection: ConnectionId;
  readonly kind = 'discord';
  readonly can = abilities;
  readonly door: DiscordDoor;
  readonly enforcer: DiscordEnforcer;
  readonly admission: DiscordAdmission;
  readonly giver: DiscordGiver;
  readonly nativeRules: DiscordNativeRules;
  readonly #config: DiscordConnection;
  readonly #ports: DiscordPorts;
  readonly #directory: Directory;
  readonly #decoder: Decoder;
  readonly #found: FoundLately;
  readonly #ready = Promise.withResolvers<Self>();
  #self: Self | undefined;
  #running: Running | undefined;
  #counting = false;

  constructor(config: DiscordConnection, ports: DiscordPorts) {
    this.connection = connectionId(config.id);
    this.#config = config;
    this.#ports = { ...ports, log: ports.log.child({ connection: config.id }) };
    this.#directory = new Directory(this.connection, ports.clock);
    this.#decoder = {
      connection: this.connection,
      clock: ports.clock,
      directory: this.#directory,
      messages: seenLately(messagesRemembered),
      actHalves: new ActHalves(ports.clock),
      self: () => this.#self,
      emit: (event) => this.#emit(event),
    };
    this.#found = foundLately(ports.cache ?? openCache(ports), config.id);
    const acting = {
      api: { call: (call: ApiCall) => this.#up(({ api }) => api.call(call)) },
      clock: ports.clock,
      self: () => this.#self?.id,
    };
    this.door = new DiscordDoor(acting);
    this.enforcer = new DiscordEnforcer(acting);
    this.admission = new DiscordAdmission(acting.api);
    this.nativeRules = new DiscordNativeRules({ api: acting.api, guilds: this.#directory.guilds });
    this.giver = new DiscordGiver({ ...acting, guilds: this.#directory.guilds });
    // Whoever waits for it is told; nobody has to.
    this.#ready.promise.catch(() => undefined);
  }

  start(sink: PlatformSink, life: Lifetime): void {
    const { signal } = life;
    const api = discordApi(
      {
        api: apiBase(this.#config.api),
        token: bareToken(this.#config.token),
        signal,
        onUnauthorised: () => this.#running?.gateway.unauthorised(),
      },
      this.#ports,
    );
    const gateway = new Gateway(
      this.#config,
      {
        api,
        signal,
        onDispatch: (packet) => this.#hear(packet),
        onChange: () => this.#tellStatus(),
      },
      this.#ports,
    );
    const messages = new Messages(api, this.#ports.random);
    const desk = new InteractionDesk(this.#decoder, { api, messages });
    const lookup = new Lookup(api, this.#directory, this.#found);
    const whispers = new Whispers({ api, messages, clock: this.#ports.clock });
    this.#running = { api, gateway, messages, whispers, desk, lookup, sink };
    life.own(async () => {
      this.#ready.reject(closed());
      desk.close();
      await gateway.close();
    });
    gateway.run().catch((thrown: unknown) => {
      this.#ports.log.error({ problem: messageOf(thrown) }, 'The gateway keeper broke');
    });
  }

  status(): ConnectionStatus {
    const gateway = this.#running?.gateway;
    const latencyMs = gateway?.latencyMs();
    return {
      connection: this.connection,
      platform: this.kind,
      link: gateway?.state() ?? { state: 'stopped' },
      ...(this.#self && { self: this.#self.name }),
      server: apiBase(this.#config.api),
      ...(latencyMs !== undefined && { latencyMs }),
      spaces: this.#directory.guilds.size,
      members: this.#directory.members(),
      warnings: gateway?.warnings() ?? [],
    };
  }

  reconnect(): void {
    this.#running?.gateway.reconnect();
  }

  say(where: ChannelId, card: Card, { lane = 'normal', calls }: SayOptions = {}): Promise<Said> {
    const body = bodyFrom(card, undefined, calls);
    return this.#up(({ messages }) => messages.post(this.#native(where), body, { lane }));
  }

  reply(to: ReplyTo, card: Card, options: ReplyOptions = {}): Promise<Said> {
    const body = bodyFrom(card, to.actor.native, options.calls);
    if (to.token instanceof Interaction) return to.token.reply(body, options);
    if (options.whisper === true && to.where.space !== undefined) {
      return this.#up(({ whispers }) => whispers.tell(to.actor.native, bodyFrom(card)));
    }
    const { lane = 'normal' } = options;
    const answers = to.message === undefined ? {} : { answers: to.message };
    return this.#up(({ messages }) =>
      messages.post(this.#native(to.where.channel), body, { lane, ...answers }),
    );
  }

  /** Answers are never cut into pages here. */
  more(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  edit(where: ChannelId, message: MessageId, card: Card): Promise<void> {
    const body = bodyFrom(card);
    return this.#up(async ({ desk, messages }) => {
      if (!(await desk.edit(message, body)))
        await messages.edit(this.#native(where), message, body);
    });
  }

  async ask(to: ReplyTo, form: Form): Promise<void> {
    await interactionIn(to).ask(form);
  }

  async complete(to: ReplyTo, suggestions: readonly string[]): Promise<void> {
    await interactionIn(to).complete(suggestions);
  }

  findActor(where: Place, text: string): Promise<Actor | undefined> {
    return this.#up(({ lookup }) => lookup.actor(where, text));
  }

  findThing(where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined> {
    return this.#up(({ lookup }) => lookup.thing(where, kind, text));
  }

  voice(where: Place, text: string): Promise<Voice> {
    const found = channelNamed(this.#directory.guilds.values(), where, text);
    const self = this.#self?.id;
    if (!found || self === undefined) return Promise.resolve({ voice: 'absent' });
    return this.#up(({ api }) => discordVoice(api, found, self));
  }

  audience(where: ChannelId): Audience | undefined {
    return this.#directory.audience(this.#native(where));
  }

  async declare(
    commands: readonly SlashCommand[],
    menus: readonly MenuCommand[] = [],
  ): Promise<'same' | 'written'> {
    const { application } = await this.#ready.promise;
    return this.#up(({ api }) =>
      declareCommands(commands, { menus, api, application, log: this.#ports.log }),
    );
  }

  remove(where: ChannelId, message: MessageId): Promise<void> {
    return this.#up(({ messages }) => messages.remove(this.#native(where), message));
  }

  react(where: ChannelId, message: MessageId, emoji: string): Promise<void> {
    return this.#up(({ messages }) => messages.react(this.#native(where), message, emoji));
  }

  #hear(packet: GatewayDispatchPayload): void {
    try {
      if (packet.t === GatewayDispatchEvents.InteractionCreate)
        return this.#running?.desk.hear(packet.d);
      if (packet.t === GatewayDispatchEvents.Ready) this.#meet(packet.d);
      decodeActivity(this.#decoder, packet);
      if (countsGuilds.has(packet.t)) this.#tellCountSoon();
    } catch (thrown) {
      this.#ports.log.warn(
        { event: packet.t, problem: messageOf(thrown) },
        'Left out an event that could not be read',
      );
    }
  }

  #meet({
    user,
    application,
  }: {
    user: { id: string; username: string };
    application: { id: string };
  }): void {
    this.#self = { id: user.id, name: user.username, application: application.id };
    this.#ready.resolve(this.#self);
  }

  #emit(event: InboundEvent): void {
    this.#running?.sink.event(event);
  }

  #tellStatus(): void {
    this.#running?.sink.status(this.status());
  }

  #tellCountSoon(): void {
    if (this.#counting) return;
    this.#counting = true;
    this.#ports.clock.after(countAfterMs, () => {
      this.#counting = false;
      this.#tellStatus();
    });
  }

  async #up<Value>(act: (running: Running) => Promise<Value>): Promise<Value> {
    if (!this.#running) throw closed();
    return act(this.#running);
  }

  #native(where: ChannelId): string {
    const { connection, native } = partsOfChannel(where);
    if (connection !== this.connection || !/^\d{1,20}$/.test(native))
      throw new CastellanError('bad-input', `"${where}" is no channel of ${this.connection}`);
    return native;
  }
}

const countsGuilds: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildDelete,
  GatewayDispatchEvents.GuildMemberAdd,
  GatewayDispatchEvents.GuildMemberRemove,
]);

function interactionIn(to: ReplyTo): Interaction {
  if (to.token instanceof Interaction) return to.token;
  throw new CastellanError(
    'platform-refused',
    'Only a slash command or control can be answered this way',
  );
}

const closed = (): CastellanError =>
  new CastellanError('closed', 'The connection to Discord is not running');
