import {
  type Action,
  type Answer,
  type GateAsked,
  type Call,
  type Form,
  type Place,
  type Ports,
  type Result,
  type Say,
  type Stage,
  defineCommand,
  labelled,
  lastingAction,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';

type Calling = Pick<Call<unknown>, 'where' | 'caller'> & Pick<Ports, 'gate' | 'moderation'>;

/** Where somebody wants in: here, or where he says; in a private message he has to say it. */
function placeWanted({ where, moderation }: Calling, named: string | undefined): Result<Place> {
  if (named === undefined) return where.space === undefined ? refuse('verify.where') : ok(where);
  const found = moderation.place(named);
  return found ? ok(found) : refuse('act.no-place', { named });
}

interface Verified {
  readonly asked: GateAsked;
  readonly where: Place;
}

/** The answer of a newcomer, by word or by the form that its button opens. */
export const verify = defineCommand({
  ...{ name: 'verify', category: 'basics', private: true, forgetful: true },
  args: { place: optional(labelled('in', '#castle')), answer: optional(rest({ example: '12' })) },
  needs: ['gate', 'moderation'],
  async run(call): Promise<Result<Verified>> {
    const { args, caller, gate } = call;
    const where = placeWanted(call, args.place);
    if (!where.ok) return where;
    const who = { id: caller.id, name: caller.name, native: caller.native };
    const asked =
      args.answer === undefined
        ? await gate.ask(where.value, who)
        : await gate.answer(where.value, who, args.answer);
    return asked.ok ? ok({ asked: asked.value, where: where.value }) : asked;
  },
  show: ({ asked, where }, say, stage) => shown(asked, where, { say, stage }),
});

function questionIn(asked: Question, say: Say): string {
  const { question } = asked;
  return question.kind === 'sum'
    ? say('gate.question.sum', { one: question.one, other: question.other })
    : question.text;
}

function shown(asked: GateAsked, where: Place, scene: Scene): Answer {
  const { say, stage } = scene;
  if (asked.step === 'passed')
    return { tone: 'success', say: say('verify.passed', { place: asked.place }) };
  const { url, left, here, place, step } = asked;
  const question = questionIn(asked, say);
  const how = { prefix: stage.prefix, place, url: url ?? 'none', here: here ? 'yes' : 'no' };
  const actions = actionsFor(asked, where, scene);
  return {
    tone: 'info',
    title: say(step === 'wrong' ? 'verify.wrong' : 'verify.ask', { place, left }),
    lines: [...(here ? [question] : []), say('verify.how', how)],
    ...(actions.length > 0 && { actions: [actions] }),
    form: url === undefined ? formFor(asked, where, say) : undefined,
  };
}

interface Scene {
  readonly say: Say;
  readonly stage: Stage;
}

type Question = Extract<GateAsked, { step: 'ask' | 'wrong' }>;

const actionFor = ({ space }: Place): string | undefined =>
  lastingAction('verify', space === undefined ? {} : { place: space });

function actionsFor({ here, url }: Question, where: Place, { say, stage }: Scene): Action[] {
  const id = actionFor(where);
  if (!stage.controls) return [];
  return [
    ...(here && id !== undefined
      ? [{ kind: 'button', id, label: say('gate.button'), style: 'primary' } as const]
      : []),
    ...(url === undefined ? [] : [{ kind: 'link', label: say('gate.button-page'), url } as const]),
  ];
}

/** What a button opens: the question itself. */
function formFor(asked: Question, where: Place, say: Say): Form | undefined {
  const id = actionFor(where);
  if (asked.step !== 'ask' || !asked.here || id === undefined) return undefined;
  const field = { id: 'answer', label: questionIn(asked, say), required: true, maxLength: 100 };
  return { id, title: say('verify.title'), fields: [field] };
}
