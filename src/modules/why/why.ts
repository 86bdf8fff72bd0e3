import {
  type Answer,
  type Diagnosis,
  type DiagnosisStep,
  type Refusal,
  type Say,
  defineCommand,
  formatDuration,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';

interface LastRefusal {
  readonly command: string;
  readonly refusal: Refusal;
  readonly trace: string;
  readonly agoMs: number;
}

type Told =
  | { readonly of: 'refusal'; readonly last: LastRefusal | undefined }
  | { readonly of: 'silence'; readonly found: Diagnosis };

export const why = defineCommand({
  name: 'why',
  category: 'basics',
  private: true,
  args: {
    channel: optional(word({ example: '#general', maxLength: 250 })),
    command: optional(word({ example: 'ping', maxLength: 100 })),
    person: optional(word({ example: 'ann', maxLength: 100 })),
  },
  needs: ['refusals', 'clock', 'permissions', 'diagnose'],
  async run({ args, caller, where, community, refusals, clock, permissions, diagnose }) {
    if (args.channel === undefined) {
      const last = refusals.last(caller.id);
      const agoMs = last && Math.max(0, clock.now() - last.atMs);
      return ok<Told>({ of: 'refusal', last: last && { ...last, agoMs: agoMs ?? 0 } });
    }
    // Who runs a place may know what keeps the bot quiet in it; of other places only the owner of the bot.
    const asking = community === undefined ? { actor: caller } : { actor: caller, community };
    const may = permissions.authorise('trace.view', asking);
    if (!may.ok) return may;
    const found = await diagnose({ where, ...args });
    if (!found.ok) return found;
    const isElsewhere = found.value.place === undefined || found.value.place.space !== where.space;
    const everywhere = permissions.authorise('health.view', { actor: caller });
    return isElsewhere && !everywhere.ok
      ? everywhere
      : ok<Told>({ of: 'silence', found: found.value });
  },
  show: (told, say) =>
    told.of === 'refusal' ? refusalCard(told.last, say) : silenceCard(told.found, say),
});

function refusalCard(last: LastRefusal | undefined, say: Say): Answer {
  if (!last) return say('why.nothing');
  const { command, refusal, agoMs, trace } = last;
  return {
    tone: 'info',
    title: say('why.title', { command, ago: formatDuration(agoMs) }),
    lines: [say(refusal.key, refusal.facts)],
    footer: say('why.trace', { trace }),
  };
}

/** The first thing that is wrong is the reason; what stands below it is said all the same. */
function silenceCard({ channel, steps }: Diagnosis, say: Say): Answer {
  const cause = steps.find(({ state }) => state === 'bad');
  return {
    tone: cause ? 'warning' : 'success',
    title: cause
      ? `${say('why.because', { channel })} ${say(cause.text.key, cause.text.facts)}`
      : say('why.answers', { channel }),
    lines: [
      ...(cause?.todo ? [`${say('why.todo')} ${say(cause.todo.key, cause.todo.facts)}`] : []),
      ...steps.map((step) => stepLine(step, say)),
    ],
  };
}

const marks = { ok: '✓', note: '·', bad: '✗' } as const satisfies Record<
  DiagnosisStep['state'],
  string
>;

const stepLine = ({ state, text }: DiagnosisStep, say: Say): string =>
  `${marks[state]} ${say(text.key, text.facts)}`;
