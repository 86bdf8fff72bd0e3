import {
  authorOf,
  choice,
  defineCommand,
  ok,
  optional,
  rest,
  word,
  type AiStatus,
  type AiVerdictView,
  type Answer,
  type Call,
  type Ports,
  type Result,
  type Say,
} from '../../sdk/index.ts';
import { communityIn, meantBy } from './place.ts';
import { verdictLine } from './words.ts';

const manage = { category: 'operators', capability: 'ai.manage' } as const;

export const aiOn = defineCommand({
  ...manage,
  name: 'ai-mod on',
  args: { mode: optional(choice(['suggest', 'test', 'act'] as const)) },
  needs: ['ai'],
  async run({ args: { mode = 'suggest' }, ai, ...call }) {
    const place = communityIn(call);
    return place.ok ? ai.turn(place.value.where, mode, authorOf(call)) : place;
  },
  show: (status, say, { prefix }) => turned(status, say, prefix),
});

export const aiOff = defineCommand({
  ...manage,
  name: 'ai-mod off',
  args: {},
  needs: ['ai'],
  async run({ ai, ...call }) {
    const place = communityIn(call);
    return place.ok ? ai.turn(place.value.where, 'off', authorOf(call)) : place;
  },
  show: (status, say, { prefix }) => turned(status, say, prefix),
});

const turned = ({ mode, host, model }: AiStatus, say: Say, prefix: string): Answer => ({
  tone: 'success',
  say: say('ai-mod on.done', { mode, host, model, prefix }),
});

export const aiModel = defineCommand({
  ...manage,
  name: 'ai-mod model',
  args: { name: optional(rest({ example: 'llama3.1:8b' })) },
  needs: ['ai', 'settings'],
  async run({ args: { name }, ai, settings, ...call }) {
    const place = communityIn(call);
    if (!place.ok) return place;
    const { where } = place.value;
    if (name !== undefined && where.space !== undefined) {
      const done = await settings.write('ai.model', `space:${where.space}`, name, authorOf(call));
      if (!done.ok) return done;
    }
    return ok(await ai.status(where));
  },
  show: (status, say) => ({
    tone: 'info',
    say: say('ai-mod model.is', {
      ...{ host: status.host, model: status.model, kind: status.kind },
      ...{ key: status.keySet ? 'yes' : 'no', set: status.host === '' ? 'no' : 'yes' },
      ...{ breaker: status.standing.breaker },
    }),
  }),
});

const review = { category: 'operators', capability: 'ai.review' } as const;
const verdict = word({ example: 'v12' });

export const aiApprove = defineCommand({
  ...review,
  name: 'ai-mod approve',
  args: { verdict },
  needs: ['ai', 'permissions'],
  run: (call) => decided(call, call.args.verdict, 'approved'),
  show: (one, say) => decidedCard(one, say),
});

export const aiDismiss = defineCommand({
  ...review,
  name: 'ai-mod dismiss',
  aliases: ['ai-mod wrong'],
  args: { verdict },
  needs: ['ai', 'permissions'],
  run: (call) => decided(call, call.args.verdict, 'dismissed'),
  show: (one, say) => decidedCard(one, say),
});

type Asked = Pick<Call<unknown>, 'where' | 'caller' | 'community'> &
  Pick<Ports, 'ai' | 'permissions'>;

/** Whoever approves acts: it takes the right to do so, and his own rank counts. */
async function decided(
  asked: Asked,
  typed: string,
  decision: 'approved' | 'dismissed',
): Promise<Result<AiVerdictView>> {
  const { ai, permissions, caller, where } = asked;
  const place = communityIn(asked);
  if (!place.ok) return place;
  const { community } = place.value;
  const { number } = meantBy(typed);
  const asking = { actor: caller, community };
  if (decision === 'approved') {
    const found = await ai.explain(community, { number, ofCase: false });
    if (!found.ok) return found;
    const needed = ai.capabilityFor(found.value);
    const may = needed === undefined ? ok(undefined) : permissions.authorise(needed, asking);
    if (!may.ok) return may;
  }
  const rank = permissions.rankOf(asking);
  const owns = permissions.rankOf({ actor: caller }) === 'instanceOwner';
  const limited = !owns && rank !== 'communityOwner';
  const by = { id: caller.id, name: caller.name, limited, actor: owns ? undefined : caller };
  const via = where.platform === 'console' ? 'console' : 'chat';
  return ai.decide(community, { number, decision, by, via });
}

const decidedCard = (one: AiVerdictView, say: Say): Answer => ({
  tone: 'success',
  title: say('ai-mod approve.done', { number: one.number, judged: one.judged ?? 'dismissed' }),
  lines: [
    verdictLine(one, say),
    ...(one.caseNumber === undefined
      ? []
      : [say('ai-mod approve.case', { number: one.caseNumber })]),
  ],
});
