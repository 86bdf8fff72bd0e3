import type { AutomationCondition, RoleNamed } from '../core/automation.ts';
import type { TokenReader } from '../moderation/rules/index.ts';

/** Reads one condition. */
export function readCondition(words: TokenReader): AutomationCondition {
  if (words.oneOf(['the person', 'the author', 'the member']) !== undefined)
    return readOfPerson(words);
  if (words.oneOf(['the account is']) !== undefined) return readAge(words);
  if (words.oneOf(['with a chance of', 'the chance is']) !== undefined)
    return { kind: 'chance', percent: words.percent() ?? words.fail('percent') };
  if (words.take('at most once in')) return readCooldown(words);
  if (words.take('it is')) return readPlace(words);
  return words.fail('condition');
}

function readOfPerson(words: TokenReader): AutomationCondition {
  if (words.take('has the role')) return { kind: 'role', not: false, role: readRole(words) };
  if (words.oneOf(['does not have the role', 'has not the role']) !== undefined)
    return { kind: 'role', not: true, role: readRole(words) };
  if (words.take('is registered')) return { kind: 'registered', not: false };
  if (words.take('is not registered')) return { kind: 'registered', not: true };
  if (words.take('is at least')) return { kind: 'rank', not: false, least: readRank(words) };
  if (words.oneOf(['is below', 'is not at least']) !== undefined)
    return { kind: 'rank', not: true, least: readRank(words) };
  return words.fail('person');
}

/** `"Reader" (123)`: the number is Discord's id of it. */
export function readRole(words: TokenReader): RoleNamed {
  const name = words.text() ?? words.word('role');
  const id = /^\((\d{1,20})\)$/.exec(words.next ?? '')?.[1];
  const mention = /^<@&(\d{1,20})>$/.exec(name)?.[1];
  if (id !== undefined) words.word('role');
  const known = id ?? mention;
  return { name: name.replace(/^@/, ''), ...(known !== undefined && { id: known }) };
}

function readRank(words: TokenReader) {
  words.oneOf(['a', 'an']);
  return words.oneOf(['helper', 'moderator', 'administrator'] as const) ?? words.fail('rank');
}

function readAge(words: TokenReader): AutomationCondition {
  if (words.take('younger than')) return { kind: 'age', not: false, underMs: words.durationMs() };
  if (words.oneOf(['at least', 'older than', 'not younger than']) === undefined)
    return words.fail('age');
  const underMs = words.durationMs();
  words.take('old');
  return { kind: 'age', not: true, underMs };
}

function readCooldown(words: TokenReader): AutomationCondition {
  const withinMs = words.durationMs();
  const per = words.oneOf(['per person', 'per channel', 'for everyone', 'for all']);
  return {
    ...{ kind: 'cooldown', withinMs },
    per: per === 'per person' ? 'person' : per === 'per channel' ? 'channel' : 'everyone',
  };
}

const platforms = ['on discord', 'on irc'] as const;

function readPlace(words: TokenReader): AutomationCondition {
  const not = words.take('not');
  const on = words.oneOf(platforms);
  if (on !== undefined)
    return { kind: 'platform', not, platform: on === 'on irc' ? 'irc' : 'discord' };
  if (!words.take('in')) return words.fail('place');
  const channels = words.list(
    () => (words.next === undefined ? undefined : words.word('channel')),
    'channel',
  );
  return { kind: 'channel', not, channels };
}
