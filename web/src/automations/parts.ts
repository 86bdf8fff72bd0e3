import type {
  ActionPart,
  AutomationParts,
  ConditionPart,
  TriggerPart,
} from '../../../src/dashboard/automations-wire.ts';

const hourMs = 3_600_000;

/** What can be chosen, and what stands in the fields then. */
export const triggerKinds: readonly {
  readonly value: TriggerPart['kind'];
  readonly label: string;
  readonly fresh: TriggerPart;
}[] = [
  { value: 'join', label: 'Someone joins', fresh: { kind: 'join' } },
  { value: 'leave', label: 'Someone leaves', fresh: { kind: 'leave' } },
  { value: 'rename', label: 'Someone is renamed', fresh: { kind: 'rename' } },
  { value: 'boost', label: 'Someone boosts the server', fresh: { kind: 'boost' } },
  { value: 'says', label: 'A message says …', fresh: { kind: 'says', words: [] } },
  {
    ...{ value: 'matches', label: 'A message matches an expression' },
    fresh: { kind: 'matches', source: '', flags: 'i' },
  },
  { value: 'message', label: 'Anything is said', fresh: { kind: 'message' } },
  {
    ...{ value: 'reaction', label: 'A reaction is added or removed' },
    fresh: { kind: 'reaction', added: true, emoji: '✅', message: '' },
  },
  { value: 'command', label: 'A command of your own', fresh: { kind: 'command', name: '' } },
  { value: 'cron', label: 'On a schedule', fresh: { kind: 'cron', fields: '0 9 * * 1' } },
  { value: 'every', label: 'Every so often', fresh: { kind: 'every', everyMs: hourMs } },
  { value: 'once', label: 'Once, at a moment', fresh: { kind: 'once', moment: '' } },
];

export const conditionKinds: readonly {
  readonly value: ConditionPart['kind'];
  readonly label: string;
  readonly fresh: ConditionPart;
}[] = [
  {
    value: 'channel',
    label: 'In these channels',
    fresh: { kind: 'channel', not: false, channels: [] },
  },
  { value: 'role', label: 'Has the role', fresh: { kind: 'role', not: false, role: { name: '' } } },
  { value: 'rank', label: 'Is at least', fresh: { kind: 'rank', not: false, least: 'helper' } },
  {
    ...{ value: 'age', label: 'Account younger than' },
    fresh: { kind: 'age', not: false, underMs: 168 * hourMs },
  },
  { value: 'registered', label: 'Is registered', fresh: { kind: 'registered', not: false } },
  {
    ...{ value: 'platform', label: 'On the network' },
    fresh: { kind: 'platform', not: false, platform: 'discord' },
  },
  { value: 'chance', label: 'With a chance of', fresh: { kind: 'chance', percent: 50 } },
  {
    ...{ value: 'cooldown', label: 'At most once in' },
    fresh: { kind: 'cooldown', per: 'person', withinMs: 60_000 },
  },
];

export const actionKinds: readonly {
  readonly value: ActionPart['kind'];
  readonly label: string;
  readonly fresh: ActionPart;
}[] = [
  { value: 'say', label: 'Say in a channel', fresh: { kind: 'say', text: '' } },
  { value: 'reply', label: 'Reply', fresh: { kind: 'reply', text: '' } },
  { value: 'tell', label: 'Tell the person in private', fresh: { kind: 'tell', text: '' } },
  {
    value: 'role',
    label: 'Give or take a role',
    fresh: { kind: 'role', give: true, role: { name: '' } },
  },
  {
    value: 'mode',
    label: 'Give or take voice or op',
    fresh: { kind: 'mode', give: true, mode: 'voice' },
  },
  { value: 'react', label: 'React', fresh: { kind: 'react', emoji: '👍' } },
  { value: 'delete', label: 'Delete the message', fresh: { kind: 'delete' } },
];

export const freshParts: AutomationParts = {
  on: { kind: 'join' },
  when: [],
  then: [{ kind: 'say', text: 'Welcome to {{ space }}, {{ person }}!' }],
};

/** What templates can name then, for the hint below a text. */
export function namesFor({ kind }: TriggerPart): readonly string[] {
  const everywhere = ['space', 'channel', 'count', 'time', 'time.weekday'];
  if (kind === 'cron' || kind === 'every' || kind === 'once') return everywhere;
  const person = ['person', 'person.mention', ...everywhere];
  if (kind === 'command') return ['args', 'words', ...person];
  if (kind === 'rename') return ['before', ...person];
  if (kind === 'reaction') return ['emoji', ...person];
  return ['join', 'leave', 'boost'].includes(kind) ? person : ['message', ...person];
}

/** One of a list replaced, or taken out. */
export const withItem = <Item>(list: readonly Item[], at: number, item?: Item): readonly Item[] =>
  item === undefined ? list.toSpliced(at, 1) : list.with(at, item);
