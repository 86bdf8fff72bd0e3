import {
  type Answer,
  type RaidStanding,
  type RaidTurned,
  type Say,
  choice,
  defineCommand,
  duration,
  escapeMarkup,
  formatDuration,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';
import { placeMeant } from './place.ts';

const needs = ['raids', 'permissions'] as const;
const manage = { category: 'operators', capability: 'guard.manage', needs } as const;
const place = optional(word({ example: '#castle' }));
const dayMs = 86_400_000;
const shown = 20;

export const raidStatus = defineCommand({
  name: 'raid status',
  aliases: ['raidstatus'],
  category: 'operators',
  capability: 'guard.view',
  args: { place },
  needs,
  run({ args, where, caller, raids, permissions }) {
    const everywhere = where.space === undefined && args.place === undefined;
    if (everywhere) return ok(raids.status());
    const meant = placeMeant({ where, caller, raids, permissions }, args.place);
    return meant.ok ? ok(raids.status(meant.value)) : meant;
  },
  show: (all, say) => ({
    tone: all.some(({ level }) => level !== 'off') ? 'warning' : 'success',
    title: say('raid status.title'),
    lines:
      all.length === 0
        ? [say('raid status.quiet')]
        : all.slice(0, shown).flatMap((standing) => linesOf(standing, say)),
  }),
});

export const raidLevel = defineCommand({
  ...manage,
  name: 'raid level',
  args: {
    level: choice(['watch', 'slow', 'lockdown', 'off'] as const),
    duration: optional(duration({ example: '30m', minMs: 10_000, maxMs: dayMs })),
    place,
  },
  async run({ args, where, caller, raids, permissions }) {
    const meant = placeMeant({ where, caller, raids, permissions }, args.place);
    if (!meant.ok) return meant;
    return args.level === 'off'
      ? raids.lift(meant.value)
      : raids.turn(meant.value, args.level, args.duration);
  },
  show: (turned, say) => turnedCard(turned, say),
});

export const raidLift = defineCommand({
  ...manage,
  name: 'raid lift',
  args: { place },
  async run({ args, where, caller, raids, permissions }) {
    const meant = placeMeant({ where, caller, raids, permissions }, args.place);
    return meant.ok ? raids.lift(meant.value) : meant;
  },
  show: (turned, say) => turnedCard(turned, say),
});

function linesOf(standing: RaidStanding, say: Say): readonly string[] {
  const { level, leftMs, byHand, held, thresholds, windowMs, ...counted } = standing;
  const window = formatDuration(windowMs);
  return [
    say('raid status.line', {
      ...{ ...counted, level, held, byHand: byHand ? 'yes' : 'no' },
      left: leftMs > 0 ? formatDuration(leftMs) : 'none',
    }),
    say('raid status.limits', { ...thresholds, window }),
  ];
}

/** What was done, in numbers, and what could not be done. */
function turnedCard(
  { place: name, level, dry, effect, leftMs, obstacles }: RaidTurned,
  say: Say,
): Answer {
  const facts = {
    place: name,
    level,
    dry: dry ? 'yes' : 'no',
    lasts: formatDuration(Math.round(leftMs / 1000) * 1000),
  };
  const lines = obstacles.map(({ key, facts: more }) => say(key, { place: name, ...more }));
  const sentence =
    level === 'off'
      ? say('raid lift.done', { ...facts, ...effect })
      : say('raid level.done', { ...facts, ...effect });
  return lines.length === 0
    ? { tone: 'success', say: sentence }
    : { tone: 'warning', title: escapeMarkup(name), lines: [sentence, ...lines] };
}
