import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../../base/clock.ts';
import type { World } from '../world.ts';
import { deflatedFrames, plainFrames, zlibStreamFrames, type FrameSender } from './frames.ts';
import { sendGuilds, type Hub } from './hub.ts';
import {
  applicationWith,
  checkIdentify,
  closing,
  identifyBody,
  readyJson,
  resumeBody,
  type Closing,
} from './login.ts';
import { sendMembers } from './member-chunks.ts';
import { payloadOf } from './payload.ts';
import type { Outlet, Session } from './session.ts';

const op = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  ack: 11,
  soundboard: 31,
} as const;
const maxPayloadsAMinute = 120;

export interface GatewaySettings {
  readonly world: World;
  readonly hub: Hub;
  /** Sockets run in real time whatever the world's clock says. */
  readonly wireClock: Clock;
  readonly heartbeatMs: number;
  readonly resumeUrl: () => string;
}

/** One WebSocket of a client, from HELLO to its end. */
export class Connection implements Outlet {
  session: Session | undefined;
  private frozen = false;
  private readonly socket: WebSocket;
  private readonly settings: GatewaySettings;
  private frames: FrameSender;
  private lastHeartbeatMs: number;
  private minuteBeganMs: number;
  private payloadsThisMinute = 0;
  private cancelWatch: () => void = () => {};

  constructor(socket: WebSocket, settings: GatewaySettings, zlibStream: boolean) {
    this.socket = socket;
    this.settings = settings;
    this.frames = zlibStream ? zlibStreamFrames(socket) : plainFrames(socket);
    this.lastHeartbeatMs = this.minuteBeganMs = settings.wireClock.monotonic();
    socket.on('message', (data) => this.receive(data));
    socket.on('close', (code) => this.closed(code));
    socket.on('error', () => socket.terminate());
    this.sendOp(op.hello, { heartbeat_interval: settings.heartbeatMs, _trace: [] });
    this.watch();
  }

  transmit(payload: string): void {
    if (!this.frozen && this.socket.readyState === this.socket.OPEN) this.frames.send(payload);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Ends the connection without a close frame. */
  cut(): void {
    this.socket.terminate();
  }

  /** Half-open: the socket stays, but nothing is said or heard any more, not even a goodbye. */
  freeze(): void {
    this.frozen = true;
    this.socket.pause();
  }

  askReconnect(): void {
    this.sendOp(op.reconnect, null);
  }

  /** Op 9; a session that is not resumable is forgotten. */
  invalidate(resumable: boolean): void {
    if (this.session && !resumable) this.settings.hub.end(this.session);
    if (this.session) this.settings.hub.detach(this.session, this);
    this.session = undefined;
    this.sendOp(op.invalidSession, resumable);
  }

  private sendOp(code: number, data: unknown): void {
    this.transmit(JSON.stringify({ t: null, s: null, op: code, d: data }));
  }

  private receive(data: RawData): void {
    if (this.frozen) return;
    if (this.isTooFast()) return this.hangUp(closing.rateLimited);
    const payload = payloadOf(data);
    if (!payload) return this.hangUp(closing.decodeError);
    this.handle(payload.op, payload.d);
  }

  private handle(code: number, data: unknown): void {
    switch (code) {
      case op.heartbeat:
        this.lastHeartbeatMs = this.settings.wireClock.monotonic();
        return this.sendOp(op.ack, null);
      case op.identify:
        return this.identify(data);
      case op.resume:
        return this.resume(data);
      case op.members:
      case op.presence:
      case op.voice:
      case op.soundboard:
        return this.session
          ? this.request(code, data, this.session)
          : this.hangUp(closing.notAuthenticated);
      default:
        return this.hangUp(closing.unknownOpcode);
    }
  }

  private request(code: number, data: unknown, session: Session): void {
    if (code === op.members && !sendMembers(this.settings.world, session, data))
      this.hangUp(closing.decodeError);
  }

  private identify(data: unknown): void {
    const { world, hub, resumeUrl } = this.settings;
    if (this.session) return this.hangUp(closing.alreadyAuthenticated);
    const body = identifyBody.safeParse(data);
    if (!body.success) return this.hangUp(closing.decodeError);
    const checked = checkIdentify(world, body.data);
    if ('code' in checked) return this.hangUp(checked);
    if (checked.application.sessionStarts.remaining <= 0) return this.invalidate(false);
    checked.application.sessionStarts.remaining -= 1;
    if (body.data.compress) this.frames = deflatedFrames(this.socket);
    const session = hub.start(checked, this);
    this.session = session;
    session.push('READY', JSON.stringify(readyJson(world, session, resumeUrl())));
    session.soon(this.settings.wireClock, () => sendGuilds(world, session));
  }

  private resume(data: unknown): void {
    const { world, hub } = this.settings;
    if (this.session) return this.hangUp(closing.alreadyAuthenticated);
    const body = resumeBody.safeParse(data);
    if (!body.success) return this.hangUp(closing.decodeError);
    const application = applicationWith(world, body.data.token);
    if (!application) return this.hangUp(closing.authenticationFailed);
    const session = hub.resumable(body.data.session_id, application, body.data.seq);
    if (!session) return this.invalidate(false);
    hub.attach(session, this);
    this.session = session;
    session.replayAfter(body.data.seq);
    session.push('RESUMED', '{"_trace":[]}');
  }

  private hangUp({ code, reason }: Closing): void {
    this.close(code, reason);
  }

  private closed(code: number): void {
    this.cancelWatch();
    this.frames.end();
    if (!this.session) return;
    this.settings.hub.detach(this.session, this);
    if (code === 1000 || code === 1001) this.settings.hub.end(this.session);
  }

  private isTooFast(): boolean {
    const nowMs = this.settings.wireClock.monotonic();
    if (nowMs - this.minuteBeganMs >= 60_000) {
      this.minuteBeganMs = nowMs;
      this.payloadsThisMinute = 0;
    }
    this.payloadsThisMinute += 1;
    return this.payloadsThisMinute > maxPayloadsAMinute;
  }

  /** Hangs up on a client whose heartbeat stopped. */
  private watch(): void {
    const { wireClock, heartbeatMs } = this.settings;
    this.cancelWatch = wireClock.after(heartbeatMs, () => {
      const silentMs = wireClock.monotonic() - this.lastHeartbeatMs;
      if (silentMs > heartbeatMs * 2 && !this.frozen) return this.hangUp(closing.timedOut);
      this.watch();
    });
  }
}
