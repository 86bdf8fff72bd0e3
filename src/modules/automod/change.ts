import {
  authorOf,
  choice,
  defineCommand,
  integer,
  ok,
  optional,
  rest,
  type InWords,
  type RuleView,
  type Say,
} from '../../sdk/index.ts';
import { communityIn } from './place.ts';
import { inWords, ruleLine } from './words.ts';

const manage = { category: 'operators', capability: 'automod.manage', needs: ['rules'] } as const;
const number = integer({ min: 1, max: 999_999, example: '3' });
const example =
  'when a message has a link and the author is younger than 7d then delete it and warn';

/** `links: when …` gives the rule a name. */
function named(typed: string) {
  const [, name, sentence] = /^([^:"/]{1,40}):\s*((?:when|if)\b[^]*)$/i.exec(typed.trim()) ?? [];
  return name === undefined || sentence === undefined
    ? { sentence: typed.trim() }
    : { name: name.trim(), sentence };
}

/** Several are set apart by `|` before the next `when`. */
const sentencesOf = (typed: string) =>
  typed.split(/\s*\|\s*(?=(?:[^:|"/]{1,40}:\s*)?(?:when|if)\b)/i).map(named);

export const automodCheck = defineCommand({
  name: 'automod check',
  category: 'operators',
  capability: 'automod.view',
  args: { sentence: rest({ example }) },
  needs: ['rules'],
  run: ({ args: { sentence }, rules }) => rules.preview(sentencesOf(sentence)),
  show: (all, say) => ({
    tone: 'success',
    title: say('automod check.title', { count: all.length }),
    lines: all.map((words) => inWords(words, say)),
    footer: say('automod check.nothing-changed'),
  }),
});

export const automodAdd = defineCommand({
  ...manage,
  name: 'automod add',
  aliases: ['automod import'],
  args: { sentence: rest({ example }) },
  async run({ args: { sentence }, rules, ...call }) {
    const community = communityIn(call);
    return community.ok
      ? rules.add(community.value, sentencesOf(sentence), authorOf(call))
      : community;
  },
  show: (added, say, { prefix }) => addedCard(added, say, prefix),
});

/** What is in a set, or what was added of it. */
interface Preset {
  readonly name: string;
  readonly words: readonly InWords[];
  readonly added: readonly RuleView[];
}

export const automodPreset = defineCommand({
  ...manage,
  name: 'automod preset',
  args: {
    name: choice(['small', 'large', 'strict', 'irc', 'bots'] as const),
    then: optional(choice(['show', 'add'] as const)),
  },
  async run({ args: { name, then }, rules, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const all = rules.preset(name);
    if (then !== 'add') {
      const words = rules.preview(all);
      return words.ok ? ok<Preset>({ name, words: words.value, added: [] }) : words;
    }
    const added = await rules.add(community.value, all, authorOf(call));
    return added.ok ? ok<Preset>({ name, words: [], added: added.value }) : added;
  },
  show: ({ name, words, added }, say, { prefix }) =>
    added.length > 0
      ? addedCard(added, say, prefix)
      : {
          tone: 'info',
          title: say('automod preset.title', { name, count: words.length }),
          lines: words.map((one) => inWords(one, say)),
          footer: say('automod preset.how', { name, prefix }),
        },
});

export const automodEdit = defineCommand({
  ...manage,
  name: 'automod edit',
  args: { number, sentence: rest({ example }) },
  async run({ args, rules, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return rules.edit(community.value, args.number, named(args.sentence), authorOf(call));
  },
  show: (rule, say) => changedCard(rule, say, 'automod edit.done'),
});

export const automodMode = defineCommand({
  ...manage,
  name: 'automod mode',
  args: { number, mode: choice(['off', 'shadow', 'live'] as const) },
  async run({ args, rules, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return rules.setMode(community.value, args.number, args.mode, authorOf(call));
  },
  show: (rule, say) => changedCard(rule, say, 'automod mode.done'),
});

export const automodMove = defineCommand({
  ...manage,
  name: 'automod move',
  args: { number, place: integer({ min: 1, max: 200, example: '1' }) },
  async run({ args, rules, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return rules.move(community.value, args.number, args.place, authorOf(call));
  },
  show: (rule, say) => changedCard(rule, say, 'automod move.done'),
});

export const automodRemove = defineCommand({
  ...manage,
  name: 'automod remove',
  aliases: ['automod delete'],
  args: { number },
  async run({ args, rules, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    return rules.remove(community.value, args.number, authorOf(call));
  },
  show: (rule, say) => changedCard(rule, say, 'automod remove.done'),
});

const addedCard = (added: readonly RuleView[], say: Say, prefix: string) =>
  ({
    tone: 'success',
    title: say('automod add.title', { count: added.length }),
    lines: added.map((rule) => ruleLine(rule, say)),
    footer: say('automod add.next', { prefix, number: added[0]?.number ?? 1 }),
  }) as const;

const changedCard = (rule: RuleView, say: Say, key: string) =>
  ({
    tone: 'success',
    title: say(key, { number: rule.number, name: rule.name, mode: rule.mode }),
    lines: [ruleLine(rule, say)],
  }) as const;
