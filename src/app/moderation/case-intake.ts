import type { Clock } from '../../base/clock.ts';
import { type ConnectionId, type SpaceId, channelOn, connectionId } from '../../base/ids.ts';
import { type Result, refuse } from '../../base/result.ts';
import { type Case, type CasePlace, type Ending, isLasting } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import type { Enforcer } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { CaseIntake, FoundCase, ImportSource } from '../../core/imports/imports.ts';
import type { Author } from '../../core/settings/settings.ts';
import { standingCases } from '../../imports/index.ts';
import { casePlaceOf } from '../../moderation/acts/index.ts';
import type { CaseStore, NewCase } from '../../moderation/cases/index.ts';

interface Parts {
  readonly store: CaseStore;
  readonly clock: Pick<Clock, 'now'>;
  /** The connections of the configuration. */
  readonly connections: readonly { readonly id: string; readonly platform: string }[];
  /** The space of this id, where the bot is in it. */
  readonly placeOf: (space: SpaceId) => Place | undefined;
  readonly enforcerOf: (connection: ConnectionId) => Enforcer | undefined;
  /** Sees to the end of a case in force. */
  readonly follow: (held: Case) => Promise<void>;
}

/** So many are written at once, and looked for at once. */
const batch = 500;

/** Takes over cases from elsewhere: they are written down, and nothing is done on any network. */
export function caseIntake(parts: Parts): CaseIntake {
  const { store, clock } = parts;
  return {
    whyNot: (space) =>
      casePlaceIn(parts, space) ? undefined : { key: 'import.left.no-place', facts: { space } },
    async unknown(source, cases) {
      const fresh: FoundCase[] = [];
      for (const [space, some] of bySpace(cases)) {
        const known = await store.takenOver(communityOf(space), source);
        const others = some.filter(({ id }) => !known.has(id));
        const held = await heldIn(parts, space, others);
        fresh.push(...others.filter(({ marks }) => !marks.some((mark) => held.has(mark))));
      }
      return fresh;
    },
    async take(source, cases, author) {
      let taken = 0;
      for (const some of bySpace(cases).values()) {
        const wanted = [...some]
          .sort((one, other) => (one.atMs ?? Infinity) - (other.atMs ?? Infinity))
          .flatMap((one) => newCase(parts, one, { source, author, nowMs: clock.now() }) ?? []);
        for (let at = 0; at < wanted.length; at += batch)
          taken += (await takeBatch(parts, wanted.slice(at, at + batch))).length;
      }
      return taken;
    },
    standing: (space) => standing(parts, space),
  };
}

async function takeBatch({ store, follow }: Parts, wanted: readonly NewCase[]) {
  const made = await store.openTaken(wanted);
  if (wanted.every(({ untilMs, state }) => untilMs === undefined || state !== 'open')) return made;
  for (const key of made) {
    const held = await store.find(key);
    if (held?.state === 'open' && held.untilMs !== undefined) await follow(held);
  }
  return made;
}

function bySpace(cases: readonly FoundCase[]): ReadonlyMap<SpaceId, readonly FoundCase[]> {
  const spaces = new Map<SpaceId, FoundCase[]>();
  for (const one of cases) {
    const some = spaces.get(one.space);
    if (some) some.push(one);
    else spaces.set(one.space, [one]);
  }
  return spaces;
}

/** What cases in force hold already: the program's own bans stand in the network's list too. */
async function heldIn(
  parts: Parts,
  space: SpaceId,
  cases: readonly FoundCase[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  const place = casePlaceIn(parts, space);
  const marks = cases.flatMap((one) => one.marks);
  for (let at = 0; place && at < marks.length; at += batch) {
    const some = { kinds: ['ban', 'global-ban'], marks: marks.slice(at, at + batch) } as const;
    const found = await parts.store.holding({ community: communityOf(space), place }, some);
    for (const { mark } of found) held.add(mark);
  }
  return held;
}

/** Where the bot is; else where it would be, as the configuration has it. */
function casePlaceIn({ placeOf, connections }: Parts, space: SpaceId): CasePlace | undefined {
  const here = placeOf(space);
  if (here) return casePlaceOf(here);
  const [platform = '', named = '', ...rest] = space.split(':');
  const wanted = platform === 'irc' ? named : undefined;
  const found = connections.find(
    (one) => one.platform === platform && (wanted === undefined || one.id === wanted),
  );
  const name = platform === 'irc' ? rest.join(':') : named;
  if (!found || name === '') return undefined;
  const connection = connectionId(found.id);
  return { connection, platform, space, channel: channelOn(connection, name), name };
}

interface Taking {
  readonly source: ImportSource;
  readonly author: Author;
  readonly nowMs: number;
}

function newCase(parts: Parts, found: FoundCase, taking: Taking): NewCase | undefined {
  const place = casePlaceIn(parts, found.space);
  if (!place) return undefined;
  const { source, nowMs } = taking;
  const { what, target, untilMs, marks, rule, reason, atMs = nowMs } = found;
  const stands = marks.length > 0 && (untilMs === undefined || untilMs > nowMs);
  const ending = isLasting(what) && !stands ? endingOf(found, taking) : undefined;
  return {
    ...{ community: communityOf(found.space), kind: what, state: ending ? 'ended' : 'open' },
    ...{ target, by: whoDid(found, source), via: 'import', reason, rule, atMs, untilMs, place },
    ...{ count: 1, ending, marks: stands ? marks : [], evidence: [], evidenceUntilMs: 0 },
    ...{ names: namesIn(found), source: { name: source, id: found.id } },
  };
}

/** Where only a name is known, it stands as it was told: nobody can be found by it. */
const whoDid = ({ by, byName }: FoundCase, source: ImportSource): string =>
  by ?? (byName === undefined ? `import:${source}` : `${source}:${byName}`);

function endingOf({ untilMs }: FoundCase, { source, author, nowMs }: Taking): Ending {
  const how = untilMs !== undefined && untilMs <= nowMs ? 'expired' : 'gone';
  return { how, by: author.actor, atMs: untilMs ?? nowMs, why: source };
}

const namesIn = ({ target, targetName, by, byName }: FoundCase): NewCase['names'] => [
  ...name(target, targetName),
  ...(by === undefined ? [] : name(by, byName)),
];

const name = (actor: string, called: string | undefined) =>
  called === undefined ? [] : [{ actor, name: called }];

async function standing(parts: Parts, space: SpaceId): Promise<Result<readonly FoundCase[]>> {
  const where = parts.placeOf(space);
  const enforcer = where && parts.enforcerOf(where.connection);
  if (!enforcer) return refuse('import.not-there', { space });
  const bans = await enforcer.bans(where);
  if (!bans.ok) return bans;
  return { ok: true, value: standingCases(space, where.spaceName ?? where.name, bans.value) };
}
