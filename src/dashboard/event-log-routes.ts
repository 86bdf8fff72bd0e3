import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { channelId } from '../base/ids.ts';
import { ok } from '../base/result.ts';
import type { LoggedEvent } from '../core/commands/event-log-desk.ts';
import { communityOf } from '../core/community.ts';
import { spaceLabel } from './communities.ts';
import type { EventLogLine, EventLogSpace, EventLogView } from './event-log-wire.ts';
import type { DashboardPorts, EventLogPort, KnownPlace } from './ports.ts';
import { route } from './route.ts';

const nothing = z.object({});
const linesShown = 400;

/** What happened lately in all spaces, and where their logs go. */
export function eventLogRoutes(
  app: FastifyInstance,
  { eventLog, settings }: Pick<DashboardPorts, 'eventLog' | 'settings'>,
): void {
  app.get(
    '/api/event-log',
    route({ params: nothing, body: nothing }, async () => {
      const places = settings.places().filter(({ channel }) => channel === undefined);
      const view: EventLogView = {
        spaces: await Promise.all(places.map((place) => spaceView(place, settings, eventLog))),
        lines: places
          .flatMap((place) => linesOf(place, eventLog))
          .toSorted((one, other) => other.atMs - one.atMs)
          .slice(0, linesShown),
        groups: eventLog.desk.groups(),
      };
      return ok(view);
    }),
  );
}

async function spaceView(
  { space, spaceName }: KnownPlace,
  { settings }: DashboardPorts['settings'],
  { desk }: EventLogPort,
): Promise<EventLogSpace> {
  const place = { space, community: communityOf(space) };
  const nameOf = async (id: string): Promise<string> =>
    id === '' ? '' : ((await desk.channelName(space, channelId(id))) ?? id);
  const routes = settings.readList('eventlog.channels', place).map((route) => route.split('='));
  return {
    ...{ space, name: spaceLabel(space, spaceName) },
    channel: await nameOf(settings.readText('eventlog.channel', place)),
    channels: await Promise.all(
      routes.map(async ([what = '', to = '']) => `${what} in ${await nameOf(to)}`),
    ),
    off: settings.readList('eventlog.off', place),
    hasWebhook: settings.readBoolean('eventlog.webhook', place),
  };
}

function linesOf(
  { space, spaceName }: KnownPlace,
  { desk, say }: EventLogPort,
): readonly EventLogLine[] {
  const groups = Object.entries(desk.groups());
  const groupOf = (kind: string): string =>
    groups.find(([, kinds]) => kinds.includes(kind))?.[0] ?? '';
  return desk
    .recent(communityOf(space), { limit: linesShown })
    .map((line) => lineOf(line, { spaceName, group: groupOf(line.kind), say }));
}

const lineOf = (
  { kind, atMs, where, subject, by, reason, changes, withheld }: LoggedEvent,
  { spaceName, group, say }: { spaceName: string; group: string; say: EventLogPort['say'] },
): EventLogLine => ({
  ...{ kind, group, atMs, subject, changes, withheld, space: spaceName, place: where.name },
  title: say(`eventlog.kind.${kind}`),
  ...(by && { by: by.name }),
  ...(reason !== undefined && { reason }),
});
