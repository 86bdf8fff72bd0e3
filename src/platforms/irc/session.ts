import type { Lane } from '../../core/platform.ts';
import { Batches } from './batches.ts';
import { extraCapabilities } from './capabilities.ts';
import { ChannelNotes } from './channel-notes.ts';
import { ChannelKeeper } from './channel-keeper.ts';
import { ctcpOn } from './direct-chats.ts';
import { Dispatcher, type Oddities, type Rules } from './dispatch.ts';
import { Isupport } from './isupport.ts';
import { Keepalive } from './keepalive.ts';
import { type Line, parseLine, tagOf } from './line-parser.ts';
import { fallbackDecoder } from './line-reader.ts';
import type { Link, Surroundings } from './link.ts';
import { endOfError, type LinkEnd } from './link-end.ts';
import { MemberEvents } from './member-events.ts';
import { Messages } from './messages.ts';
import { ModeDesk } from './mode-desk.ts';
import type { Netsplits } from './netsplit.ts';
import { NickKeeper } from './nick-keeper.ts';
import { NickServ } from './nickserv.ts';
import { PeopleDesk } from './people-desk.ts';
import { Registration } from './registration.ts';
import { Roster } from './roster.ts';
import { RosterTracker } from './roster-tracker.ts';
import { type Gate, protocolTarget, type SendQueue } from './send-queue.ts';
import { Self } from './self.ts';
import { ServerTime } from './server-time.ts';
import { SettlingIn } from './settling-in.ts';
import { Silences } from './silences.ts';
import { StaffActs } from './staff-acts.ts';
import { StatusTracker } from './status-tracker.ts';
import type { LinkMemory } from './sts.ts';
import { Timers } from './timers.ts';
import { Wire, type WireTarget } from './wire.ts';

interface Ports {
  readonly around: Surroundings;
  readonly target: WireTarget;
  readonly memory: LinkMemory;
  readonly queue: SendQueue;
  readonly splits: Netsplits;
  readonly online: () => void;
  /** Exactly once. */
  readonly ended: (end: LinkEnd) => void;
}

/** One link from the first byte to the last: puts the parts together and hands them what comes. */
export class Session implements Gate {
  readonly link: Link;
  readonly modes: ModeDesk;
  readonly people: PeopleDesk;
  readonly #ports: Ports;
  readonly #timers: Timers;
  readonly #wire: Wire;
  readonly #registration: Registration;
  readonly #keepalive: Keepalive;
  readonly #dispatcher: Dispatcher;
  readonly #nicks: NickKeeper;
  readonly #nickserv: NickServ;
  readonly #channels: ChannelKeeper;
  readonly #members: MemberEvents;
  readonly #time: ServerTime;
  readonly #batches: Batches;
  readonly #silences: Silences;
  readonly #settling: SettlingIn;
  #end: LinkEnd | undefined;
  #ended = false;

  constructor(ports: Ports) {
    const { around } = ports;
    const { clock } = around;
    this.#ports = ports;
    this.#timers = new Timers(clock);
    this.#time = new ServerTime(clock);
    this.#batches = new Batches(clock);
    this.#registration = this.#makeRegistration();
    this.link = this.#makeLink();
    this.modes = new ModeDesk(this.link);
    this.people = new PeopleDesk(this.link, this.#time);
    this.#keepalive = new Keepalive(this.link, (problem) =>
      this.#finish({ kind: 'lost', problem }),
    );
    this.#nickserv = new NickServ(this.link, () => this.#settling.identified());
    this.#nicks = new NickKeeper({
      link: this.link,
      registered: () => this.#registration.registered,
      askServices: (nick) => this.#nickserv.regain(nick),
    });
    this.#channels = new ChannelKeeper({
      link: this.link,
      refuse: (channel, why) => ports.queue.refuse(channel, why),
      wake: () => ports.queue.wake(),
    });
    this.#silences = new Silences(this.link, (channel, why) => ports.queue.refuse(channel, why));
    this.#settling = new SettlingIn({
      link: this.link,
      nicks: this.#nicks,
      nickserv: this.#nickserv,
      channels: this.#channels,
    });
    this.#members = new MemberEvents({
      link: this.link,
      time: this.#time,
      batches: this.#batches,
      splits: ports.splits,
    });
    this.#dispatcher = new Dispatcher(around.log, ...this.#rules());
    this.#wire = this.#openWire();
  }

  /** How the link is doing, for the status. */
  get health(): { readonly latencyMs: number | undefined; readonly oddities: Oddities } {
    return { latencyMs: this.#keepalive.latencyMs, oddities: this.#dispatcher.oddities };
  }

  get registered(): boolean {
    return this.#registration.registered && !this.#ended;
  }

  get congested(): boolean {
    return this.#wire.congested;
  }

  write(line: string): void {
    this.#wire.writeLine(line);
  }

  ready(target: string): boolean {
    if (!this.#registration.registered) return false;
    const name = this.link.isupport.channelIn(target);
    return name === undefined || this.link.roster.channel(name) !== undefined;
  }

  /** Why nothing can be said to this target; undefined when it can, now or soon. */
  obstacle(target: string): string | undefined {
    const { isupport, roster } = this.link;
    const name = isupport.channelIn(target);
    if (name === undefined || !this.#settling.ready) return undefined;
    const folded = roster.fold(name);
    if (!roster.channels.has(folded)) return this.#channels.obstacle(folded);
    return this.#silences.why(folded);
  }

  /** The channel that stands for a wished one (forwarding). */
  actual(folded: string): string {
    return this.link.roster.channels.has(folded) ? folded : this.#channels.actual(folded);
  }

  /** Says goodbye; the end follows within moments, whatever the server does. */
  quit(reason: string): void {
    if (this.#ended) return;
    this.#end = { kind: 'ended' };
    if (!this.#registration.registered) return this.#finish({ kind: 'ended' });
    this.#wire.writeLine(`QUIT :${reason}`);
    this.#wire.end();
    this.#timers.after(this.link.tuning.quitWithinMs, () => this.#finish({ kind: 'ended' }));
  }

  #makeRegistration(): Registration {
    const { around, target, memory } = this.#ports;
    return new Registration(
      {
        link: () => this.link,
        host: target.host,
        port: target.port,
        secure: target.tls !== undefined,
        memory,
        registered: (line) => this.#welcome(line),
        identified: () => this.#settling.identified(),
        end: (end) => this.#finish(end),
      },
      extraCapabilities(around.config),
    );
  }

  #makeLink(): Link {
    const { around, queue } = this.#ports;
    const isupport = new Isupport();
    return {
      ...around,
      isupport,
      caps: this.#registration.caps,
      roster: new Roster(isupport.fold),
      self: new Self(isupport.fold),
      send: (line) => this.#wire.writeLine(line),
      // A protocol line that was dropped with its link needs no mourning: the next link asks anew.
      request: (line, lane: Lane) => void queue.push(protocolTarget, [line], lane)?.catch(() => {}),
      after: (delayMs, run) => this.#timers.after(delayMs, run),
    };
  }

  #openWire(): Wire {
    const { around, target, queue } = this.#ports;
    const { clock, tuning, config } = around;
    return new Wire(
      target,
      {
        opened: () => this.#registration.begin(),
        line: (text) => this.#line(text),
        malformed: (what) => this.#dispatcher.malformed(what),
        drained: () => queue.wake(),
        closed: (problem) => this.#closed(problem),
      },
      {
        clock,
        fallback: fallbackDecoder(config.encoding),
        connectWithinMs: tuning.connectWithinMs,
        maxUnsentBytes: tuning.maxUnsentBytes,
      },
    );
  }

  #rules(): readonly Rules[] {
    const { link } = this;
    const messages = new Messages({
      link,
      time: this.#time,
      batches: this.#batches,
      ctcp: ctcpOn(link),
    });
    return [
      { PRIVMSG: { min: 2, run: (line) => messages.privmsg(line) } },
      { NOTICE: { min: 2, run: (line) => messages.notice(line) } },
      this.#keepalive.rules(),
      this.#registration.rules(),
      this.#ownRules(),
      ...[new ChannelNotes(link, this.#time).rules(), new StaffActs(link, this.#time).rules()],
      this.#rosterTracker().rules(),
      new StatusTracker(link, { listed: (channel) => this.#members.spaceJoined(channel) }).rules(),
      ...[this.#nicks.rules(), this.#nickserv.rules()],
      ...[this.#channels.rules(), this.#silences.rules()],
      ...[this.modes.rules(), this.people.rules()],
      this.#settling.rules(),
    ];
  }

  #rosterTracker(): RosterTracker {
    const members = this.#members;
    return new RosterTracker(this.link, {
      selfJoined: (channel) => {
        this.#channels.selfJoined(channel);
        this.link.changed();
      },
      selfLeft: (channel, leaving) => {
        members.spaceLeft(channel);
        this.#channels.selfLeft(channel, leaving);
        this.link.changed();
      },
      selfRenamed: () => {
        this.#nicks.selfRenamed();
        this.link.changed();
      },
      joined: (channel, user, line) => members.joined(channel, user, line),
      left: (channel, user, leaving, line) => members.left(channel, user, leaving, line),
      renamed: (channel, user, before, line) => members.renamed(channel, user, before, line),
      nickLeft: (folded) => this.#nicks.nickLeft(folded),
    });
  }

  #ownRules(): Rules {
    const banned = { min: 1, run: ({ params }: Line) => this.#banned(params.at(-1) ?? '') };
    return {
      '005': { min: 2, run: ({ params }) => this.#isupport(params.slice(1, -1)) },
      FAIL: { min: 2, run: ({ params }) => this.#standardReply(params) },
      WARN: { min: 2, run: ({ params }) => this.#standardReply(params) },
      '465': banned,
      '466': banned,
      BATCH: { min: 1, run: (line) => this.#batch(line) },
      ERROR: { min: 0, run: ({ params }) => this.#error(params.at(-1) ?? 'no reason given') },
    };
  }

  #line(text: string): void {
    this.#keepalive.heard();
    const line = parseLine(text);
    if (line) this.#dispatcher.dispatch(line);
    else this.#dispatcher.malformed('no command');
  }

  #welcome(line: Line): void {
    const { link } = this;
    link.self.rename(line.params[0] ?? link.config.nick);
    this.#time.calibrate(tagOf(line.tags, 'time'));
    this.#settling.greeted();
    this.#ports.online();
    this.#ports.queue.attach(this);
    this.#keepalive.start();
  }

  #isupport(tokens: readonly string[]): void {
    const { isupport, roster, self } = this.link;
    if (isupport.take(tokens)) {
      roster.refold(isupport.fold);
      self.refold(isupport.fold);
    }
    this.#wire.lineLength = isupport.lineLength;
  }

  /** `<command> <code> [context…] :<words>`. */
  #standardReply(params: readonly string[]): void {
    const facts = { command: params[0], code: params[1], text: params.at(-1) };
    this.link.log.warn(facts, 'The server complains');
  }

  #batch(line: Line): void {
    if (!this.#batches.take(line.params, tagOf(line.tags, 'batch')))
      this.#dispatcher.malformed('BATCH');
  }

  #banned(why: string): void {
    this.#end ??= { kind: 'banned', problem: `the network has banned the bot: ${why}` };
    this.link.log.error({ why }, 'The network has banned the bot');
  }

  /** Some servers leave the link open after ERROR; it is over all the same. */
  #error(text: string): void {
    this.#finish(this.#end ?? endOfError(text));
  }

  #closed(problem: string | undefined): void {
    this.#finish(this.#end ?? { kind: 'lost', problem: problem ?? 'the server closed the link' });
  }

  #finish(end: LinkEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#timers.stop();
    this.#registration.stop();
    this.#ports.queue.detach();
    this.#ports.splits.lostAll(this.link.roster.users.keys());
    this.#wire.flush();
    this.#wire.destroy();
    this.#ports.ended(end);
  }
}
