import {
  type Trace,
  defineCommand,
  escapeMarkup,
  ok,
  optional,
  refuse,
  word,
} from '../../sdk/index.ts';

export const trace = defineCommand({
  name: 'trace',
  category: 'operators',
  capability: 'trace.view',
  private: true,
  args: { id: optional(word({ example: '1f' })) },
  needs: ['traces', 'permissions'],
  run({ args, where, caller, traces, permissions }) {
    const found =
      args.id === undefined
        ? traces.recent(200).find((one) => one.channel === where.channel)
        : traces.find(args.id.toLowerCase());
    // What was said elsewhere is not this place's business, except for the owner of the instance.
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    const shown =
      found && (everywhere || (found.space !== undefined && found.space === where.space));
    return found && shown ? ok(found) : refuse('trace.unknown');
  },
  show: (found, say) => ({
    tone: 'info',
    title: say('trace.title', { id: found.id, kind: found.kind, place: found.place }),
    lines: [heading(found), ...found.steps.map(stepLine)],
    footer: say('trace.end', { outcome: found.outcome, micros: found.tookMicros }),
  }),
});

const heading = ({ actor, summary }: Trace): string =>
  `**${escapeMarkup(actor?.name ?? '-')}**: ${escapeMarkup(summary)}`;

const stepLine = ({ stage, verdict, why, tookMicros }: Trace['steps'][number]): string =>
  `\`${stage}\` ${verdict}: ${escapeMarkup(why)} (${tookMicros} µs)`;
