import {
  type AutomationView,
  type Say,
  choice,
  defineCommand,
  integer,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { communityIn, makerOf } from './place.ts';
import { automationLine } from './words.ts';

const manage = {
  ...{ category: 'operators', capability: 'automation.manage' },
  needs: ['automations'],
} as const;
const number = integer({ min: 1, max: 999_999, example: '3' });
const example = 'when someone joins then say "Welcome, {{ person }}!" in #general';

/** `hello: when …` gives it a name. */
export function named(typed: string) {
  const [, name, sentence] = /^([^:"/]{1,60}):\s*((?:when|if)\b[^]*)$/i.exec(typed.trim()) ?? [];
  return name === undefined || sentence === undefined
    ? { sentence: typed.trim() }
    : { name: name.trim(), sentence };
}

export const automationCreate = defineCommand({
  ...manage,
  name: 'automation create',
  aliases: ['automation add'],
  args: { sentence: rest({ example }) },
  async run({ args: { sentence }, automations, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return automations.create(community.value, [named(sentence)], makerOf(call));
  },
  show: (made, say, { prefix }) => madeCard(made, say, prefix),
});

export const automationEdit = defineCommand({
  ...manage,
  name: 'automation edit',
  args: { number, sentence: rest({ example }) },
  async run({ args, automations, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return automations.edit(community.value, args.number, named(args.sentence), makerOf(call));
  },
  show: (one, say) => changedCard(one, say, 'automation edit.done'),
});

const switching = (name: 'automation enable' | 'automation disable', mode: 'on' | 'off') =>
  defineCommand({
    ...{ ...manage, name },
    args: { number },
    async run({ args, automations, ...call }) {
      const community = communityIn(call);
      if (!community.ok) return community;
      return automations.setMode(community.value, args.number, mode, makerOf(call));
    },
    show: (one, say) => changedCard(one, say, `${name}.done`),
  });

export const automationEnable = switching('automation enable', 'on');
export const automationDisable = switching('automation disable', 'off');

export const automationDelete = defineCommand({
  ...manage,
  name: 'automation delete',
  aliases: ['automation remove'],
  args: { number },
  async run({ args, automations, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return automations.remove(community.value, args.number, makerOf(call));
  },
  show: (one, say) => changedCard(one, say, 'automation delete.done'),
});

/** The examples, or what was made of one of them. */
interface Gallery {
  readonly examples: readonly { readonly name: string; readonly sentence: string }[];
  readonly made: readonly AutomationView[];
}

const names = ['welcome', 'reaction-role', 'announcement', 'auto-reply', 'custom-command'] as const;

export const automationStarter = defineCommand({
  ...manage,
  name: 'automation starter',
  aliases: ['automation starters'],
  args: { name: optional(choice(names)), then: optional(choice(['show', 'add'] as const)) },
  async run({ args: { name, then }, automations, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const all = automations.starters(community.value, call.where);
    const examples = all.filter((one) => name === undefined || one.name === name);
    if (then !== 'add') return ok<Gallery>({ examples, made: [] });
    const [first] = examples;
    if (!first) return ok<Gallery>({ examples, made: [] });
    if (!first.ready) return refuse('automation.fill-in', { sentence: first.sentence });
    const draft = { sentence: first.sentence, name: first.title };
    const made = await automations.create(community.value, [draft], makerOf(call));
    return made.ok ? ok<Gallery>({ examples, made: made.value }) : made;
  },
  show: ({ examples, made }, say, { prefix }) =>
    made.length > 0
      ? madeCard(made, say, prefix)
      : {
          tone: 'info',
          title: say('automation starter.title'),
          lines: examples.map((one) => say('automation starter.line', { ...one })),
          footer: say('automation starter.how', { prefix }),
        },
});

/** Both halves at once: the reaction gives the role, and its end takes it. */
export const automationReactionRole = defineCommand({
  ...manage,
  name: 'automation reactionrole',
  args: {
    message: word({ example: '1234567890' }),
    emoji: word({ example: '✅' }),
    role: rest({ example: 'Reader' }),
  },
  async run({ args: { message, emoji, role }, automations, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const quoted = `"${role.replace(/["\\]/g, '\\$&')}"`;
    return automations.create(
      community.value,
      [
        {
          sentence: `when a reaction ${emoji} is added to message ${message} then give the role ${quoted}`,
          name: `${emoji} gives ${role}`,
        },
        {
          sentence: `when a reaction ${emoji} is removed from message ${message} then take the role ${quoted}`,
          name: `${emoji} takes ${role}`,
        },
      ],
      makerOf(call),
    );
  },
  show: (made, say, { prefix }) => madeCard(made, say, prefix),
});

const madeCard = (made: readonly AutomationView[], say: Say, prefix: string) =>
  ({
    tone: 'success',
    title: say('automation create.title', { count: made.length }),
    lines: made.map((one) => automationLine(one, say)),
    footer: say('automation create.next', { prefix, number: made[0]?.number ?? 1 }),
  }) as const;

const changedCard = (one: AutomationView, say: Say, key: string) =>
  ({
    tone: 'success',
    title: say(key, { number: one.number, name: one.name }),
    lines: [automationLine(one, say)],
  }) as const;
