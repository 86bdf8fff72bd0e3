import {
  type ListedEntry,
  type Result,
  type Say,
  choice,
  defineCommand,
  labelled,
  ok,
  optional,
} from '../../sdk/index.ts';
import { momentIn } from './acted.ts';
import { placeMeant, zoneIn } from './asking.ts';

const mostShown = 40;

interface Listed {
  readonly entries: readonly ListedEntry[];
  readonly zone: string;
  readonly place: string;
}

/** On Discord there is one list, of bans, and its entries have no letter. */
const letterOf = ({ mark }: Pick<ListedEntry, 'mark'>): string =>
  /^([a-zA-Z]) /.exec(mark)?.[1] ?? 'b';

export const masks = defineCommand({
  ...{ name: 'masks', aliases: ['lists', 'banlist'], category: 'operators' },
  capability: 'mod.view',
  needs: ['moderation', 'permissions', 'settings'],
  slow: true,
  args: {
    list: optional(choice(['b', 'q', 'e', 'I'] as const)),
    place: optional(labelled('in', '#castle')),
  },
  async run(call): Promise<Result<Listed>> {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const listed = await call.moderation.lists(where.value);
    if (!listed.ok) return listed;
    const { list } = call.args;
    const entries = listed.value.filter((one) => list === undefined || letterOf(one) === list);
    const { name, spaceName } = where.value;
    return ok({ entries, zone: zoneIn(call.settings, where.value), place: spaceName ?? name });
  },
  show: ({ entries, zone, place }, say) => ({
    tone: 'info',
    title: say('masks.title', { place, count: entries.length }),
    lines:
      entries.length === 0
        ? [say('masks.none')]
        : [
            ...entries.slice(0, mostShown).map((entry) => lineOf(entry, zone, say)),
            ...(entries.length > mostShown
              ? [say('masks.more', { count: entries.length - mostShown })]
              : []),
          ],
  }),
});

function lineOf({ mark, setAtMs, ...entry }: ListedEntry, zone: string, say: Say): string {
  return say('masks.line', {
    ...{ list: letterOf({ mark }), mask: mark.replace(/^[a-zA-Z] /, '') },
    ...(entry.case ? ofCase(entry.case, zone) : ofNetwork(entry)),
    at: setAtMs === undefined ? 'none' : momentIn(setAtMs, zone),
  });
}

/** What is known of an entry because it was set here, or seen to be. */
const ofCase = (
  { targetName, byName: by, number, reason, untilMs }: NonNullable<ListedEntry['case']>,
  zone: string,
) => ({
  ...{ name: named(targetName), by, number, why: reason || 'none' },
  until: untilMs === undefined ? 'ever' : momentIn(untilMs, zone),
});

const ofNetwork = ({ subject, setBy = 'none', reason = 'none' }: Partial<ListedEntry>) => ({
  ...{ name: named(subject?.name), by: setBy, number: 0, why: reason, until: 'ever' },
});

/** Of whoever is not here a mask is all that is known, and it stands there already. */
const named = (name: string | undefined): string =>
  name === undefined || /[*?@:]/.test(name) ? 'none' : name;
