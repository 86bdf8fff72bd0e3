import {
  type Call,
  type Result,
  type Scope,
  authorOf,
  channel,
  defineCommand,
  ok,
  optional,
  refuse,
  word,
  layersOf,
} from '../../sdk/index.ts';
import { isName } from './names.ts';

const change = { category: 'operators', capability: 'eventlog.manage', where: 'space' } as const;

function scopeOf({ where: { space } }: Pick<Call<unknown>, 'where'>): Result<Scope> {
  if (space === undefined) return refuse('eventlog.which');
  const scope: Scope = `space:${space}`;
  return ok(scope);
}

export const eventlogTo = defineCommand({
  ...change,
  name: 'eventlog to',
  aliases: ['eventlog here'],
  args: {
    channel: optional(channel({ example: '#log' })),
    what: optional(word({ example: 'voice' })),
  },
  needs: ['settings', 'eventLog'],
  async run({ args, settings, eventLog, ...call }) {
    const { where } = call;
    const scope = scopeOf(call);
    if (!scope.ok) return scope;
    const { what } = args;
    const to = args.channel ?? { id: where.channel, name: where.name };
    if (what !== undefined && !isName(eventLog.groups(), what))
      return refuse('eventlog.unknown', { name: what });
    const author = authorOf(call);
    const changed =
      what === undefined
        ? await settings.write('eventlog.channel', scope.value, to.id, author)
        : await settings.write(
            'eventlog.channels',
            scope.value,
            [
              ...settings
                .readList('eventlog.channels', layersOf(where))
                .filter((route) => !route.startsWith(`${what}=`)),
              `${what}=${to.id}`,
            ].join(', '),
            author,
          );
    return changed.ok ? ok({ place: to.name, what: what ?? '' }) : changed;
  },
  show: ({ place, what }, say) => ({
    tone: 'success',
    say: say('eventlog to.done', { place, what, all: what === '' ? 'yes' : 'no' }),
  }),
});

export const eventlogOff = defineCommand({
  ...change,
  name: 'eventlog off',
  args: {},
  needs: ['settings'],
  async run({ settings, ...call }) {
    const scope = scopeOf(call);
    if (!scope.ok) return scope;
    for (const name of ['eventlog.channel', 'eventlog.channels', 'eventlog.webhook']) {
      const changed = await settings.reset(name, scope.value, authorOf(call));
      if (!changed.ok) return changed;
    }
    return ok(undefined);
  },
  show: (_done, say) => ({ tone: 'success', say: say('eventlog off.done') }),
});

/** Two commands that differ only in whether a name goes into the list or out of it. */
const listed = (name: 'eventlog skip' | 'eventlog tell') =>
  defineCommand({
    ...change,
    name,
    args: { what: word({ example: 'voice' }) },
    needs: ['settings', 'eventLog'],
    async run({ args: { what }, settings, eventLog, ...call }) {
      const scope = scopeOf(call);
      if (!scope.ok) return scope;
      const groups = eventLog.groups();
      if (!isName(groups, what)) return refuse('eventlog.unknown', { name: what });
      const off = settings.readList('eventlog.off', layersOf(call.where));
      // To tell of one kind of a group that is off, the others of it go off by name.
      const single = off.flatMap((one) =>
        name === 'eventlog tell' && groups[one]?.includes(what) === true ? groups[one] : [one],
      );
      const others = single.filter((one) => one !== what && groups[what]?.includes(one) !== true);
      const wanted = name === 'eventlog skip' ? [...others, what] : others;
      const changed = await settings.write(
        'eventlog.off',
        scope.value,
        wanted.join(', '),
        authorOf(call),
      );
      return changed.ok ? ok(what) : changed;
    },
    show: (what, say) => ({ tone: 'success', say: say(`${name}.done`, { what }) }),
  });

export const eventlogSkip = listed('eventlog skip');
export const eventlogTell = listed('eventlog tell');
