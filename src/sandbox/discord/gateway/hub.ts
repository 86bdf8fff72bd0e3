import type { Clock } from '../../../base/clock.ts';
import { intent } from '../intents.ts';
import type { Application, Guild } from '../model.ts';
import { channelPermissions, guildPermissions, has } from '../permissions.ts';
import { shardOf } from '../snowflake.ts';
import { guildCreateJson } from '../wire.ts';
import { Session, type Outlet, type SessionStart } from './session.ts';
import type { Dispatch, World } from '../world.ts';

const resumableForMs = 5 * 60_000;

/** How often an event is delivered: 1, or 0 and 2 when a fault asks for it. */
export type EventFate = (name: string) => number;

/** The sessions of all applications, and who of them hears of what. */
export interface Hub {
  readonly sessions: ReadonlySet<Session>;
  start(start: Omit<SessionStart, 'id'>, outlet: Outlet): Session;
  /** The session, if it can go on from there. */
  resumable(id: string, application: Application, sequence: number): Session | undefined;
  attach(session: Session, outlet: Outlet): void;
  /** The connection broke; the session waits for its resumption. */
  detach(session: Session, outlet: Outlet): void;
  end(session: Session): void;
}

export function hub(world: World, wireClock: Clock, fateOf: EventFate): Hub {
  const sessions = new Set<Session>();

  world.dispatches.listen((dispatch) => {
    const payload = payloads(dispatch);
    let copies: number | undefined;
    for (const session of sessions) {
      if (!concerns(world, session, dispatch)) continue;
      copies ??= fateOf(dispatch.name);
      session.push(dispatch.name, payload(session), copies);
    }
  });

  function forgetOld(): void {
    const before = wireClock.monotonic() - resumableForMs;
    for (const session of sessions)
      if (session.detachedAtMs !== undefined && session.detachedAtMs < before)
        sessions.delete(session);
  }

  return {
    sessions,
    start(start, outlet) {
      forgetOld();
      const session = new Session({ ...start, id: world.random.token(16) });
      sessions.add(session);
      session.outlet = outlet;
      return session;
    },
    resumable(id, application, sequence) {
      forgetOld();
      for (const session of sessions)
        if (
          session.id === id &&
          session.application === application &&
          session.canReplayAfter(sequence)
        )
          return session;
      return undefined;
    },
    attach(session, outlet) {
      session.outlet?.close(4000, 'Resumed elsewhere');
      session.outlet = outlet;
      session.detachedAtMs = undefined;
    },
    detach(session, outlet) {
      if (session.outlet !== outlet) return;
      session.outlet = undefined;
      session.detachedAtMs = wireClock.monotonic();
    },
    end: (session) => void sessions.delete(session),
  };
}

/** Makes each form of the payload at most once, whatever the number of sessions. */
function payloads(dispatch: Dispatch): (session: Session) => string {
  let full: string | undefined;
  let redacted: string | undefined;
  return ({ intents, application }) => {
    const reads =
      (intents & intent.messageContent) !== 0 ||
      !dispatch.redacted ||
      dispatch.readableBy?.(application) === true;
    if (reads) return (full ??= JSON.stringify(dispatch.data()));
    return (redacted ??= JSON.stringify(dispatch.redacted?.()));
  };
}

function concerns(world: World, session: Session, dispatch: Dispatch): boolean {
  const { application, intents } = session;
  const { to, channel } = dispatch;
  if ((to && to !== application) || dispatch.except === application) return false;
  if (dispatch.intents !== 0 && (intents & dispatch.intents) === 0) return false;
  if (!isOfShard(session, dispatch.guild)) return false;
  if (to) return true;
  if (!isPresent(session, dispatch.guild) || !holds(world, session, dispatch)) return false;
  return !channel || sees(world, session, channel);
}

function holds(world: World, { application }: Session, { guild, needs }: Dispatch): boolean {
  const member = needs === undefined ? undefined : guild?.members.get(application.user.id);
  return (
    !guild ||
    !member ||
    needs === undefined ||
    has(guildPermissions(guild, member, world.clock.now()), needs)
  );
}

/** Direct conversations belong to shard 0. */
const isOfShard = ({ shard: [number, count] }: Session, guild: Guild | undefined): boolean =>
  guild ? shardOf(guild.id, count) === number : number === 0;

const isPresent = ({ application }: Session, guild: Guild | undefined): boolean =>
  !guild || (guild.available && guild.members.has(application.user.id));

const sees = (
  world: World,
  { application }: Session,
  channel: NonNullable<Dispatch['channel']>,
): boolean => channelPermissions(channel, application.user.id, world.clock.now()) !== 0n;

/** The guilds that a session serves. */
export const guildsOf = (world: World, { application, shard }: Session) =>
  [...world.guilds.values()].filter(
    (guild) => guild.members.has(application.user.id) && shardOf(guild.id, shard[1]) === shard[0],
  );

/** Sends the guilds after READY. */
export function sendGuilds(world: World, session: Session): void {
  const withMembers =
    (session.intents & intent.guildPresences) !== 0 &&
    (session.intents & intent.guildMembers) !== 0;
  if ((session.intents & intent.guilds) === 0) return;
  for (const guild of guildsOf(world, session))
    if (guild.available)
      session.push(
        'GUILD_CREATE',
        JSON.stringify(guildCreateJson(guild, session.application, withMembers)),
      );
}
