import {
  type Answer,
  type Appeal,
  type AppealAnswer,
  type Case,
  type Form,
  type Result,
  type Say,
  type Stage,
  communityOf,
  defineCommand,
  fieldsDivider,
  formatDuration,
  integer,
  lastingAction,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';
import { place, wordOf } from './asking.ts';

const longest = 1000;

type Written =
  | { readonly step: 'made'; readonly appeal: Appeal; readonly place: string }
  | { readonly step: 'ask'; readonly about: Case; readonly questions: readonly string[] }
  | { readonly step: 'choose'; readonly cases: readonly Case[] };

const number = optional(integer({ min: 1, example: '12' }));

/** Works in a private message, too: who is banned or may not speak can still write to the bot. */
export const appealWrite = defineCommand({
  ...{ name: 'appeal write', aliases: ['appeal'], category: 'basics', private: true },
  args: { number, place, text: optional(rest({ example: 'that was not me' })) },
  needs: ['appeals', 'moderation'],
  // What somebody says for himself is told to those who decide, and written down there alone.
  forgetful: true,
  async run({ args, appeals, moderation, caller, where }): Promise<Result<Written>> {
    const who = { id: caller.id, name: caller.name };
    const there = args.place === undefined ? where : (moderation.place(args.place) ?? where);
    const all = await appeals.appealable(who, there);
    const named = args.place ?? (where.space === undefined ? undefined : where.space);
    const cases = all.filter(
      (one) => isAt(one, named) && (args.number === undefined || one.number === args.number),
    );
    const [about, another] = cases;
    if (!about) return refuse('appeal.nothing');
    if (another) return ok({ step: 'choose', cases });
    const { community, number: caseNumber } = about;
    const questions = appeals.questions(community);
    if (args.text === undefined) return ok({ step: 'ask', about, questions });
    const made = await appeals.submit({
      ...{ about: { community, number: caseNumber }, who, via: 'chat' },
      answers: answersIn(args.text, questions),
      ...(where.space === undefined && { hears: where.channel }),
    });
    return made.ok ? ok({ step: 'made', appeal: made.value, place: about.place.name }) : made;
  },
  show: (written, say, stage) => shown(written, say, stage),
});

const isAt = ({ place: { name, space }, community }: Case, named: string | undefined): boolean => {
  const wanted = named?.toLowerCase();
  return (
    wanted === undefined || [name, space, community].some((one) => one.toLowerCase() === wanted)
  );
};

/** A form asks each question by itself; a line answers them all at once. */
function answersIn(text: string, questions: readonly string[]): readonly AppealAnswer[] {
  const parts = text.split(fieldsDivider);
  const apart = parts.length === Math.max(1, questions.length);
  return parts.map((answer, at) => ({ question: apart ? (questions[at] ?? '') : '', answer }));
}

function shown(written: Written, say: Say, { prefix }: Stage): Answer {
  if (written.step === 'made') {
    const { appeal } = written;
    const facts = { number: appeal.number, caseNumber: appeal.caseNumber, place: written.place };
    return { tone: 'success', say: say('appeal write.done', { ...facts, prefix }) };
  }
  if (written.step === 'choose')
    return {
      tone: 'info',
      title: say('appeal write.choose', { prefix }),
      lines: written.cases.map((one) => caseLine(one, say)),
    };
  const { about, questions } = written;
  const { number: caseNumber } = about;
  const { name } = about.place;
  return {
    tone: 'info',
    title: say('appeal write.ask', { number: caseNumber, place: name }),
    lines: [
      caseLine(about, say),
      ...(questions.length > 0 ? questions : [say('appeal.question')]),
      say('appeal.invite', { prefix, number: caseNumber, place: name }),
    ],
    form: formFor(about, questions, say),
  };
}

const caseLine = ({ number: caseNumber, kind, reason, place: { name } }: Case, say: Say): string =>
  say('appeal write.case', { number: caseNumber, kind, place: name, reason: reason || 'none' });

function formFor(about: Case, questions: readonly string[], say: Say): Form | undefined {
  const { number: caseNumber, community } = about;
  const id = lastingAction('appeal write', { number: caseNumber, place: community });
  if (id === undefined) return undefined;
  const asked = questions.length > 0 ? questions : [say('appeal.question')];
  return {
    ...{ id, title: say('appeal write.ask', { number: caseNumber, place: about.place.name }) },
    fields: asked.map((label, at) => ({
      ...{ id: `text.${at}`, label, long: true, required: true, maxLength: longest },
    })),
  };
}

interface Mine {
  readonly appeals: readonly Appeal[];
  readonly nowMs: number;
}

export const appealMine = defineCommand({
  ...{ name: 'appeal mine', category: 'basics', private: true, args: {} },
  needs: ['appeals', 'clock'],
  async run({ appeals, caller, clock }): Promise<Result<Mine>> {
    const own = await appeals.own({ id: caller.id, name: caller.name });
    return own.length === 0 ? refuse('appeal.none-yet') : ok({ appeals: own, nowMs: clock.now() });
  },
  show: ({ appeals, nowMs }, say) => ({
    ...({ tone: 'info' } as const),
    title: say('appeal mine.title'),
    lines: appeals.map(({ number: own, caseNumber, state, atMs, endedAtMs }) =>
      say('appeal mine.line', {
        ...{ number: own, caseNumber, state: wordOf(state) },
        since: formatDuration(Math.max(1000, (endedAtMs ?? nowMs) - atMs)),
      }),
    ),
  }),
});

export const appealWithdraw = defineCommand({
  ...{ name: 'appeal withdraw', category: 'basics', private: true },
  args: { number, place },
  needs: ['appeals'],
  async run({ args, appeals, caller, where }): Promise<Result<Appeal>> {
    const who = { id: caller.id, name: caller.name };
    const here = where.space === undefined ? undefined : communityOf(where.space);
    const waits = (await appeals.own(who)).filter(
      ({ state, number: own, community }) =>
        (state === 'pending' || state === 'under-review') &&
        (args.number === undefined || own === args.number) &&
        (here === undefined || community === here) &&
        (args.place === undefined || community.toLowerCase().endsWith(args.place.toLowerCase())),
    );
    const [meant] = waits;
    return meant ? appeals.withdraw(meant, who) : refuse('appeal.none-waits');
  },
  show: ({ number: own }, say) => ({
    tone: 'success',
    say: say('appeal withdraw.done', { number: own }),
  }),
});
