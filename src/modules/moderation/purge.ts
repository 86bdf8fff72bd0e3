import {
  type Named,
  type Place,
  type Ports,
  type Result,
  choice,
  defineCommand,
  integer,
  labelled,
  ok,
  optional,
  refuse,
  somebody,
  reason,
} from '../../sdk/index.ts';
import { actedCard } from './acted.ts';
import { doerOf, placeMeant, subjectMeant, wayIn } from './asking.ts';

const most = 1000;

/** What is deleted is gone: a name that stands where the reason begins is asked about. */
async function nameAlone(
  { args: { who, reason: why = '', count }, moderation }: Naming,
  where: Place,
): Promise<Result<void>> {
  const [name = ''] = why.split(/\s/, 1);
  const named = who ?? (name === '' ? undefined : await moderation.find(where, name));
  return named === who ? ok(undefined) : refuse('purge.who', { name, count });
}

interface Naming extends Pick<Ports, 'moderation'> {
  readonly args: {
    readonly who?: Named | undefined;
    readonly reason?: string | undefined;
    readonly count: number;
  };
}

export const purge = defineCommand({
  name: 'purge',
  aliases: ['clear', 'prune'],
  category: 'operators',
  capability: 'mod.purge',
  args: {
    count: integer({ min: 1, max: most, example: '20' }),
    who: optional({ ...somebody(), fits: (typed: string) => /^(<@|@|\d{15,}$)/.test(typed) }),
    place: optional(labelled('in', '#castle')),
    dry: optional(choice(['dry'] as const)),
    reason: optional(reason('moderation.reasons')),
  },
  needs: ['moderation', 'permissions'],
  async run(call) {
    const { args, moderation, message } = call;
    const where = placeMeant(call, args.place);
    if (!where.ok) return where;
    const subject = args.who && (await subjectMeant(call, where.value, args.who));
    if (subject?.ok === false) return subject;
    const unsure = await nameAlone(call, where.value);
    if (!unsure.ok) return unsure;
    const acts = args.dry ? moderation.dry : moderation.acts;
    const acted = await acts.act({
      ...{ kind: 'purge', where: where.value, by: doerOf(call), via: wayIn(call), tell: false },
      ...{ subject: subject?.value, count: args.count, reason: args.reason ?? '' },
      // The command itself is not counted among what is deleted.
      ...(args.place === undefined && message !== undefined && { before: message }),
    });
    return acted.ok ? ok({ acted: acted.value, zone: 'UTC' }) : acted;
  },
  show: (purged, say) => actedCard(purged, say),
});
