import {
  type Audited,
  type ChainState,
  type Say,
  defineCommand,
  escapeMarkup,
  ok,
  optional,
  rest,
  shownMoment,
  layersOf,
} from '../../sdk/index.ts';

const view = { category: 'operators', capability: 'audit.view', private: true } as const;
const shown = 20;

export const auditList = defineCommand({
  ...view,
  name: 'audit list',
  args: { filter: optional(rest({ example: 'ann prefix' })) },
  needs: ['audit', 'permissions', 'settings'],
  async run({ args: { filter }, caller, where, community, audit, permissions, settings }) {
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    // What other communities did is not this one's business; where there is none, only the owner comes here.
    const own = everywhere ? {} : { community: community ?? '' };
    const entries = await audit.list({
      ...{ ...own, limit: shown },
      ...(filter !== undefined && { text: filter }),
    });
    return ok({ entries, timeZone: settings.readText('core.timeZone', layersOf(where)) });
  },
  show: ({ entries, timeZone }, say) =>
    entries.length === 0
      ? { tone: 'info', say: say('audit list.none') }
      : {
          tone: 'info',
          title: say('audit list.title', { timeZone }),
          lines: entries.map((entry) => lineOf(entry, timeZone, say)),
        },
});

/** The last part of an actor's id is what people know it by. */
const nameOf = ({ actor, actorName }: Audited): string =>
  actorName ?? actor?.slice(actor.lastIndexOf(':') + 1) ?? '—';

function lineOf(entry: Audited, timeZone: string, say: Say): string {
  const { seq, action, object = '', before, after, outcome, via } = entry;
  // Nobody knows when it was interrupted; only that it was noticed at the next start.
  const atMs = outcome === 'interrupted' ? (entry.begunMs ?? entry.atMs) : entry.atMs;
  const change =
    before === undefined && after === undefined ? '' : `: ${before ?? '—'} → ${after ?? '—'}`;
  const what = escapeMarkup(`${action} ${object}${change}`.trim());
  const who = escapeMarkup(nameOf(entry));
  return `**${seq}** ${shownMoment(atMs, timeZone)} ${who} (${via}): ${what}${outcome === 'done' ? '' : ` – ${say('audit.outcome', { outcome })}`}`;
}

export const auditVerify = defineCommand({
  ...view,
  name: 'audit verify',
  args: {},
  needs: ['audit'],
  async run({ audit }) {
    return ok(await audit.verify());
  },
  show: (chain: ChainState, say) =>
    chain.state === 'whole'
      ? {
          tone: 'success',
          say: say('audit verify.whole', { entries: chain.entries, head: chain.head }),
        }
      : {
          tone: 'error',
          say: say('audit verify.broken', { at: chain.at, why: chain.why }),
        },
});
