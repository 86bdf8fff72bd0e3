import {
  type Result,
  type Settings,
  type SettingsDesk,
  type Staged,
  authorOf,
  defineCommand,
  escapeMarkup,
  ok,
  optional,
  readScope,
  refuse,
  shownMoment,
  word,
} from '../../sdk/index.ts';
import { nameArgument } from './read.ts';
import { asKept, manage, scopeArgument, valueArgument } from './write.ts';
import {
  type Asker,
  isScopeWord,
  mayChange,
  mayWrite,
  readingAt,
  scopeNamed,
  seenBy,
} from './where.ts';
import { nameIn, scopeWords, valueWords } from './words.ts';

const time = { example: '20:00' };

export const settingsStage = defineCommand({
  ...manage,
  name: 'settings stage',
  args: {
    name: nameArgument,
    value: valueArgument,
    at: word(time),
    until: optional(word({ example: '22:00' })),
    scope: scopeArgument,
  },
  needs: ['settings', 'settingsDesk', 'permissions'],
  async run({ args, settings, settingsDesk, ...asker }) {
    const { name, at } = args;
    // What follows the time may be the scope already.
    const early = args.until !== undefined && args.scope === undefined && isScopeWord(args.until);
    const [until, typed] = early ? [undefined, args.until] : [args.until, args.scope];
    const scope = scopeNamed(typed, asker);
    if (!scope.ok) return scope;
    const setting = settings.declared().get(name);
    if (!setting) return refuse('settings.unknown', { name });
    if (setting.kind === 'secret') return refuse('settings.secret-in-chat', { name });
    const may = mayChange(setting, asker);
    if (!may.ok) return may;
    const times = timesOf({ at, until }, { settings, settingsDesk, asker });
    if (!times.ok) return times;
    const value = asKept(setting, args.value, asker.where);
    const staged = await settingsDesk.staged.stage(
      { wishes: [{ name, scope: scope.value, typed: value }], ...times.value },
      authorOf(asker),
    );
    return staged.ok ? ok({ staged: staged.value, timeZone: zoneAt(settings, asker) }) : staged;
  },
  show: ({ staged, timeZone }, say) => ({
    tone: 'success',
    say: `${stagedWords(staged, timeZone, say)} ${say('settings stage.cancel', { id: staged.id })}`,
  }),
});

const zoneAt = (settings: Settings, asker: Asker): string =>
  settings.readText('core.timeZone', readingAt(asker));

interface Parts {
  readonly settings: Settings;
  readonly settingsDesk: SettingsDesk;
  readonly asker: Asker;
}

/** "22:00" and "2h" of the end are seen from the beginning. */
function timesOf(
  { at, until }: { at: string; until: string | undefined },
  { settings, settingsDesk, asker }: Parts,
): Result<{ applyAtMs: number; revertAtMs?: number }> {
  const seen = { timeZone: zoneAt(settings, asker), towards: 'future' } as const;
  const apply = settingsDesk.moment(at, seen);
  if (!apply.ok) return apply;
  if (until === undefined) return ok({ applyAtMs: apply.value });
  const revert = settingsDesk.moment(until, { ...seen, nowMs: apply.value });
  return revert.ok ? ok({ applyAtMs: apply.value, revertAtMs: revert.value }) : revert;
}

export const settingsStaged = defineCommand({
  ...{ category: 'server', capability: 'settings.view', private: true },
  name: 'settings staged',
  args: {},
  needs: ['settings', 'settingsDesk', 'permissions'],
  async run({ settings, settingsDesk, ...asker }) {
    const seen = seenBy(asker);
    const waiting = await settingsDesk.staged.list();
    const own = waiting.filter(
      ({ wishes }) => !seen || wishes.every(({ scope }) => seen.some((one) => one === scope)),
    );
    return ok({ staged: own, timeZone: zoneAt(settings, asker) });
  },
  show: ({ staged, timeZone }, say) =>
    staged.length === 0
      ? { tone: 'info', say: say('settings staged.none') }
      : {
          tone: 'info',
          title: say('settings staged.title', { timeZone }),
          lines: staged.map(
            (one) =>
              `**${one.id}** ${stagedWords(one, timeZone, say)} (${escapeMarkup(nameIn(one.by))})`,
          ),
          footer: say('settings staged.cancel'),
        },
});

export const settingsUnstage = defineCommand({
  ...manage,
  name: 'settings unstage',
  args: { id: word({ example: 'k7q2f', maxLength: 20 }) },
  needs: ['settingsDesk', 'permissions'],
  async run({ args: { id }, settingsDesk, ...asker }) {
    const staged = await settingsDesk.staged.find(id.toLowerCase());
    const own = staged?.wishes.every(({ scope: text }) => {
      const scope = readScope(text);
      return scope !== undefined && mayWrite(asker, scope);
    });
    if (own !== true) return refuse('settings.not-staged', { id });
    return settingsDesk.staged.cancel(id.toLowerCase());
  },
  show: ({ id, state }, say) => ({
    tone: 'success',
    say: say('settings unstage.done', { id, state }),
  }),
});

const stagedWords = (
  { wishes, applyAtMs, revertAtMs, state }: Staged,
  timeZone: string,
  say: Parameters<typeof valueWords>[1],
): string =>
  [
    wishes
      .map(
        ({ name, scope, typed }) =>
          `**${escapeMarkup(name)}** (${scopeWords(scope, say)}) → ${valueWords(typed, say)}`,
      )
      .join(', '),
    say('settings stage.times', {
      ...{ state, at: shownMoment(applyAtMs, timeZone), timeZone },
      until: revertAtMs === undefined ? '' : shownMoment(revertAtMs, timeZone),
      ends: revertAtMs === undefined ? 'no' : 'yes',
    }),
  ].join(' ');
