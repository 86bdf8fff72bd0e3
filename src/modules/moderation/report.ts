import {
  type Call,
  type Named,
  type Place,
  type Ports,
  type Result,
  type ReviewItem,
  type Subject,
  defineCommand,
  labelled,
  ok,
  optional,
  reason,
  refuse,
  somebody,
} from '../../sdk/index.ts';

interface Wanted {
  readonly who?: Named | undefined;
  readonly place?: string | undefined;
  readonly reason?: string | undefined;
}

type Reporting = Call<Wanted> & Pick<Ports, 'moderation' | 'review'>;

/** What people tell staff: in an answer to the message, from its menu, or with the person's name. */
export const report = defineCommand({
  name: 'report',
  category: 'basics',
  private: true,
  whisper: true,
  menu: { on: 'message', fills: {} },
  args: {
    who: optional(somebody()),
    place: optional(labelled('in', '#castle')),
    reason: optional(reason('moderation.reasons')),
  },
  needs: ['moderation', 'review'],
  async run(call): Promise<Result<Pick<ReviewItem, 'repeats'> & { readonly name: string }>> {
    const where = await placeMeant(call);
    if (!where.ok) return where;
    const { args, about, caller: by, review } = call;
    // In an answer, the first word is no name: the message says who is meant.
    const why = about ? [args.who?.typed, args.reason].filter(Boolean).join(' ') : args.reason;
    const who = about ? undefined : await personMeant(call, where.value);
    if (!about && !who) return refuse('report.whom');
    if (!about && (why ?? '') === '') return refuse('report.why');
    const done = await review.report({ where: where.value, by, about, who, reason: why ?? '' });
    return done.ok ? ok({ repeats: done.value.repeats, name: done.value.actor.name }) : done;
  },
  show: ({ name }, say) => ({ tone: 'success', say: say('report.done', { name }) }),
});

/** In private talk the place is named; only who is there may report there. */
async function placeMeant({ args, where, caller, moderation }: Reporting): Promise<Result<Place>> {
  if (args.place === undefined)
    return where.space === undefined ? refuse('report.which-place') : ok(where);
  const found = moderation.place(args.place);
  const there = found && (await moderation.standingAt(found, caller));
  return there ? ok(found) : refuse('report.not-there', { named: args.place });
}

async function personMeant(
  { args, where: here, moderation }: Reporting,
  where: Place,
): Promise<Subject | undefined> {
  if (!args.who) return undefined;
  const { typed, actor } = args.who;
  if (actor && here.channel === where.channel)
    return { id: actor.id, name: actor.name, native: actor.native };
  return moderation.find(where, typed);
}
