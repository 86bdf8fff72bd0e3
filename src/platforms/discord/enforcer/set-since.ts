import { AuditLogEvent } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Lasting, Standing } from '../../../core/enforcer.ts';
import type { Api, ApiCall } from '../api.ts';
import { actorOf, madeAtMs } from '../inbound/snowflake.ts';

const entryShape = z.object({
  ...{ id: z.string(), target_id: z.string().nullish(), user_id: z.string().nullish() },
  reason: z.string().nullish(),
  changes: z.array(z.object({ key: z.string(), new_value: z.unknown() })).optional(),
});
const userShape = z.object({
  ...{ id: z.string(), username: z.string(), global_name: z.string().nullish() },
});
const pageShape = z.object({
  audit_log_entries: z.array(entryShape),
  users: z.array(userShape).optional(),
});
type Entry = z.output<typeof entryShape>;
type Names = ReadonlyMap<string, string>;

/** Discord gives no more at once. */
const pageSize = 100;
const mostPages = 10;

interface Log {
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly names: Names;
}

/** What the guild's log tells of one kind of action after a moment. */
async function logSince(
  api: Api,
  route: ApiCall['route'],
  { action, sinceMs }: { readonly action: AuditLogEvent; readonly sinceMs: number },
): Promise<Log> {
  const entries: Entry[] = [];
  const names = new Map<string, string>();
  let before: string | undefined;
  for (let at = 0; at < mostPages; at += 1) {
    const query = {
      ...{ action_type: String(action), limit: String(pageSize) },
      ...(before !== undefined && { before }),
    };
    const page = pageShape.parse(await api.call({ method: 'Get', route, query, repeatable: true }));
    for (const { id, username, global_name: shown } of page.users ?? [])
      names.set(id, shown ?? username);
    const fresh = page.audit_log_entries.filter(({ id }) => madeAtMs(id) > sinceMs);
    entries.push(...fresh);
    before = page.audit_log_entries.at(-1)?.id;
    if (before === undefined || fresh.length < pageSize) break;
  }
  return { entries, names };
}

interface Asking {
  readonly api: Api;
  readonly route: `/guilds/${string}`;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly self: string;
  /** Which of these people are held so now. */
  readonly held: (measure: Lasting, ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Bans and timeouts that were set after a moment and stand now, with who set them and why, as the guild's log tells. */
export async function setSince(asking: Asking): Promise<readonly Standing[]> {
  const bans = await newest(asking, AuditLogEvent.MemberBanAdd, 'ban');
  const timeouts = await newest(asking, AuditLogEvent.MemberUpdate, 'mute');
  return [...bans, ...timeouts];
}

async function newest(
  asking: Asking,
  action: AuditLogEvent,
  measure: Extract<Lasting, 'ban' | 'mute'>,
): Promise<readonly Standing[]> {
  const { api, route, sinceMs } = asking;
  const log = await logSince(api, `${route}/audit-logs`, { action, sinceMs });
  const byTarget = new Map<string, Standing>();
  for (const entry of log.entries) {
    const { target_id: target } = entry;
    const untilMs = measure === 'mute' ? timeoutIn(entry) : undefined;
    if (!target || byTarget.has(target) || (measure === 'mute' && untilMs === undefined)) continue;
    byTarget.set(target, {
      ...standingIn(entry, { target, self: asking.self, names: log.names }),
      ...{ measure, ...(untilMs !== undefined && { untilMs }) },
    });
  }
  // Of each person the newest entry counts: a timeout that was lifted again is none.
  const meant = [...byTarget].filter(([, { untilMs = Infinity }]) => untilMs > asking.nowMs);
  if (meant.length === 0) return [];
  const held = await asking.held(
    measure,
    meant.map(([target]) => target),
  );
  return meant.filter(([target]) => held.has(target)).map(([, standing]) => standing);
}

interface About {
  readonly target: string;
  readonly self: string;
  readonly names: Names;
}

function standingIn(
  { id, user_id: by, reason }: Entry,
  { target, self, names }: About,
): Omit<Standing, 'measure'> {
  const name = names.get(target) ?? target;
  return {
    ...{ mark: target, subject: { id: actorOf(target), name, native: target } },
    setAtMs: madeAtMs(id),
    ...(by && { setter: { id: actorOf(by), name: names.get(by) ?? by, own: by === self } }),
    ...(reason && { reason }),
  };
}

/** Until when a timeout was set; 0 where it was lifted. Undefined where the entry is of something else. */
function timeoutIn({ changes = [] }: Entry): number | undefined {
  const change = changes.find(({ key }) => key === 'communication_disabled_until');
  if (!change) return undefined;
  return typeof change.new_value === 'string' ? Date.parse(change.new_value) : 0;
}
