import { type Ports, type Say, defineCommand, optional, refuse, rest } from '../../sdk/index.ts';
import { readAsk } from './replay-ask.ts';

type Compared = Extract<Awaited<ReturnType<Ports['lab']['replay']>>, { ok: true }>['value'];
type Outcome = Compared['inForce'];

export const guardReplay = defineCommand({
  name: 'guard replay',
  aliases: ['guard_replay'],
  category: 'operators',
  capability: 'guard.view',
  args: { draft: optional(rest({ example: '#general 7 actorMax=3' })) },
  needs: ['lab', 'permissions'],
  run({ args, where, caller, lab, permissions }) {
    const ask = readAsk(args.draft ?? '');
    if (ask === undefined) return refuse('guard replay.not-understood');
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    return lab.replay({ ...ask, where, everywhere });
  },
  show(compared, say) {
    const { place, days, changes, inForce, draft } = compared;
    const shown = draft ?? inForce;
    return {
      tone: 'info',
      title: say('guard replay.title', { place, days }),
      lines: [
        ...changes.map((change) => say('guard replay.change', change)),
        sumLine(draft ? 'guard replay.draft' : 'guard replay.in-force', shown, say),
        ...(draft ? [sumLine('guard replay.now', inForce, say)] : []),
        ...stageLines(shown, say),
        ...consequences(shown, say),
      ],
      footer: say('guard replay.of', { uses: inForce.uses }),
    };
  },
});

const sumLine = (key: string, { people, refused }: Outcome, say: Say): string =>
  say(key, { people, refused });

const stageLines = ({ byStage, flagged, flaggedPeople }: Outcome, say: Say): readonly string[] => [
  ...byStage
    .filter(({ refused }) => refused > 0)
    .map(({ stage, refused }) => say('guard replay.stage', { stage, refused })),
  ...(flagged > 0 ? [say('guard replay.watched', { people: flaggedPeople, flagged })] : []),
];

function consequences(
  { mutes, bans, silences, watchedSilences }: Outcome,
  say: Say,
): readonly string[] {
  return [
    ...(mutes + bans + silences > 0
      ? [say('guard replay.consequences', { mutes, bans, silences })]
      : []),
    ...(watchedSilences > 0 ? [say('guard replay.watched-silences', { watchedSilences })] : []),
  ];
}
