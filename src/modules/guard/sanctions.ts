import {
  type Actor,
  type Call,
  type Lifted,
  type Ports,
  type Result,
  actor,
  choice,
  defineCommand,
  duration,
  formatDuration,
  ok,
  optional,
  refuse,
} from '../../sdk/index.ts';
import { withinOf } from './reach.ts';

const manage = { category: 'operators', capability: 'guard.manage' } as const;

type Kind = 'muted' | 'banned';

/** What was lifted, of whom, and whether it goes on elsewhere. */
interface Forgiven {
  readonly who: string;
  readonly lifted: Exclude<Lifted, false>;
}

type Lifting = Call<{ readonly who: Actor }> & Pick<Ports, 'guard' | 'permissions'>;

/** Lifts as far as the caller's word counts; says so when it is another's to lift. */
function lift(call: Lifting, kind: Kind, none: string): Result<Forgiven> {
  const { guard, where } = call;
  const { id, name: who } = call.args.who;
  const { within } = withinOf(call);
  const lifted = kind === 'muted' ? guard.unmute(id, within) : guard.unban(id, within);
  if (lifted !== false) return ok({ who, lifted });
  const stillHeld = guard.standing(id, where).held.some((one) => one.kind === kind);
  return refuse(stillHeld ? 'guard.owners-word' : none, { who });
}

export const rateUnban = defineCommand({
  ...manage,
  name: 'rate unban',
  aliases: ['rate_unban', 'rateunban'],
  args: { who: actor() },
  needs: ['guard', 'permissions'],
  run: (call) => lift(call, 'banned', 'rate unban.none'),
  show: (forgiven, say) => ({ tone: 'success', say: say('rate unban.done', { ...forgiven }) }),
});

export const rateUnmute = defineCommand({
  ...manage,
  name: 'rate unmute',
  aliases: ['rate_unmute'],
  args: { who: actor() },
  needs: ['guard', 'permissions'],
  run: (call) => lift(call, 'muted', 'rate unmute.none'),
  show: (forgiven, say) => ({ tone: 'success', say: say('rate unmute.done', { ...forgiven }) }),
});

/** The longest that someone can be held by hand; a week, as for the guard itself. */
const longestHoldMs = 7 * 86_400_000;

export const rateHold = defineCommand({
  ...manage,
  name: 'rate hold',
  aliases: ['rate_hold', 'ratehold', 'guard hold'],
  args: {
    who: actor(),
    duration: duration({ example: '10m', minMs: 1000, maxMs: longestHoldMs, bareSeconds: true }),
    kind: optional(choice<Kind>(['muted', 'banned'], { mute: 'muted', ban: 'banned' })),
  },
  needs: ['guard', 'permissions'],
  run(call) {
    const { args, guard, where } = call;
    const { id, name: who, standing } = args.who;
    if (standing === 'owner' || standing === 'administrator') {
      return refuse('rate hold.exempt', { who });
    }
    const kind = args.kind ?? 'muted';
    const { within } = withinOf(call);
    guard.hold(id, {
      ...{ kind, forMs: args.duration, name: who },
      ...(within !== undefined && { within }),
    });
    const held = guard.standing(id, where).held.filter((one) => one.kind === kind);
    const leftMs = Math.max(args.duration, ...held.map((one) => one.leftMs));
    return ok({ who, kind, leftMs, reach: within === undefined ? 'everywhere' : 'here' });
  },
  show: ({ leftMs, ...held }, say) => ({
    tone: 'success',
    say: say('rate hold.done', { ...held, left: formatDuration(leftMs) }),
  }),
});
