import {
  type Difference,
  type Result,
  type Say,
  type Settings,
  type SettingsDesk,
  type ShownRevision,
  authorOf,
  defineCommand,
  escapeMarkup,
  ok,
  optional,
  refuse,
  shownMoment,
  word,
} from '../../sdk/index.ts';
import { inWords, manage, scopeArgument } from './write.ts';
import { type Asker, mayWrite, readingAt, scopeNamed, seenBy, suggestedNames } from './where.ts';
import { changeWords, nameIn } from './words.ts';

const view = { category: 'server', capability: 'settings.view' } as const;
const shown = 20;
const point = { example: '20:00' };

const zoneAt = (settings: Settings, asker: Omit<Asker, 'caller' | 'permissions'>): string =>
  settings.readText('core.timeZone', readingAt(asker));

export const settingsHistory = defineCommand({
  ...view,
  name: 'settings history',
  private: true,
  args: { name: optional(word({ example: 'core.prefix', suggest: suggestedNames })) },
  needs: ['settings', 'settingsDesk', 'permissions'],
  async run({ args: { name }, settings, settingsDesk, ...asker }) {
    const scopes = seenBy(asker);
    const revisions = await settingsDesk.history({
      limit: shown,
      ...(scopes && { scopes }),
      ...(name !== undefined && name !== 'all' && { name }),
    });
    return ok({ revisions, timeZone: zoneAt(settings, asker) });
  },
  show: ({ revisions, timeZone }, say) =>
    revisions.length === 0
      ? { tone: 'info', say: say('settings history.none') }
      : {
          tone: 'info',
          title: say('settings history.title', { timeZone }),
          lines: revisions.map(
            (one: ShownRevision) =>
              `**${one.id}** ${shownMoment(one.atMs, timeZone)} ${changeWords(one, say)} ${byWords(one, say)}`,
          ),
          footer: say('settings history.back'),
        },
});

const byWords = ({ by, note }: ShownRevision, say: Say): string =>
  say('settings history.by', { who: nameIn(by), note, noted: note === '' ? 'no' : 'yes' });

/** The number of a revision, from a number or a time that lies back. */
async function revisionFrom(
  typed: string,
  {
    settings,
    settingsDesk,
    asker,
  }: { settings: Settings; settingsDesk: SettingsDesk; asker: Asker },
): Promise<Result<number>> {
  const number = /^#?(\d{1,9})$/.exec(typed)?.[1];
  if (number !== undefined) return ok(Number(number));
  const timeZone = zoneAt(settings, asker);
  const moment = settingsDesk.moment(typed, { timeZone, towards: 'past' });
  return moment.ok ? ok(await settingsDesk.revisionAt(moment.value)) : moment;
}

export const settingsDiff = defineCommand({
  ...view,
  name: 'settings diff',
  private: true,
  args: { from: optional(word(point)), to: optional(word(point)) },
  needs: ['settings', 'settingsDesk', 'permissions'],
  async run({ args, settings, settingsDesk, ...asker }) {
    const scopes = seenBy(asker);
    if (args.from === undefined)
      return ok({ kind: 'default', differences: settingsDesk.diffFromDefaults(scopes) });
    const parts = { settings, settingsDesk, asker };
    const from = await revisionFrom(args.from, parts);
    if (!from.ok) return from;
    const to = args.to === undefined ? ok(undefined) : await revisionFrom(args.to, parts);
    if (!to.ok) return to;
    const differences = await settingsDesk.diff({
      from: from.value,
      ...(to.value !== undefined && { to: to.value }),
      ...(scopes && { scopes }),
    });
    return ok({ kind: 'times', differences });
  },
  show: ({ kind, differences }, say) => ({
    tone: 'info',
    title: say('settings diff.title', { kind, count: differences.length }),
    lines: differences.map((one: Difference) => changeWords(one, say)),
  }),
});

export const settingsRollback = defineCommand({
  ...manage,
  name: 'settings rollback',
  args: { point: word({ example: '12' }), scope: scopeArgument },
  needs: ['settings', 'settingsDesk', 'permissions'],
  async run({ args, settings, settingsDesk, ...asker }) {
    const one = /^#?(\d{1,9})$/.exec(args.point)?.[1];
    if (one !== undefined) return rollOne(Number(one), { settings, settingsDesk, asker });
    const scope = scopeNamed(args.scope, asker);
    if (!scope.ok) return scope;
    const revision = await revisionFrom(args.point, { settings, settingsDesk, asker });
    if (!revision.ok) return revision;
    const back = await settingsDesk.rollbackTo(revision.value, [scope.value], authorOf(asker));
    if (!back.ok) return back;
    const { changed, left } = back.value;
    return ok({ changed: changed.map((each) => inWords(each, settings)), left });
  },
  show: ({ changed, left }, say) => ({
    tone: left.length > 0 ? 'warning' : 'success',
    title: say('settings rollback.done', { count: changed.length }),
    lines: [
      ...changed.map((each) => changeWords(each, say)),
      ...left.map(
        ({ name, key }) => `**${escapeMarkup(name)}**: ${say(key, { name, takes: '…' })}`,
      ),
    ],
  }),
});

async function rollOne(
  revision: number,
  {
    settings,
    settingsDesk,
    asker,
  }: { settings: Settings; settingsDesk: SettingsDesk; asker: Asker },
) {
  const scope = await settingsDesk.scopeOf(revision);
  // Of what is not his to see, nobody learns that it is there.
  if (scope === undefined || !mayWrite(asker, scope))
    return refuse('settings.no-revision', { revision });
  const changed = await settingsDesk.rollback(revision, authorOf(asker));
  return changed.ok ? ok({ changed: [inWords(changed.value, settings)], left: [] }) : changed;
}
