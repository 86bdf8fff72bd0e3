import { exactDuration } from '../../base/duration.ts';
import type { Act, Condition, ConditionOf, Rule } from './rule.ts';
import { quoted, slashed } from './tokens.ts';
import type { Wording } from './wording.ts';

/** The form in which rules are kept: `readSentence` reads exactly the rule back. */
export const english: Wording = {
  triggers: (on) => on.map((trigger) => nouns[trigger]).join(' or '),
  condition: conditionOf,
  spares: (rank) => `the author is at least ${ranks[rank]}`,
  act: actOf,
  sentence: ({ on, when, unless, then, because }) =>
    [
      `when ${on}`,
      // "a message has a link", but "a message and the author is …".
      when[0]?.startsWith('the ') === true ? 'and' : '',
      when.join(' and '),
      ...(unless === undefined ? [] : [`unless ${unless}`]),
      `then ${then.join(' and ')}`,
      ...(because === undefined ? [] : [`because ${quoted(because)}`]),
    ]
      .filter((part) => part !== '')
      .join(' '),
};

const nouns: Readonly<Record<Rule['on'][number], string>> = {
  ...{ message: 'a message', edit: 'an edit', join: 'someone joins', name: 'a name' },
  ...{ reaction: 'a reaction', thread: 'a thread' },
};

const ranks: Readonly<Record<NonNullable<Rule['spares']>, string>> = {
  ...{ helper: 'a helper', moderator: 'a moderator', administrator: 'an administrator' },
  ...{ communityOwner: 'the owner', instanceOwner: 'instanceowner', member: 'member' },
};

function conditionOf(condition: Condition): string {
  const { not } = condition;
  switch (condition.kind) {
    case 'count':
      return countOf(condition);
    case 'capitals':
      return `has ${not ? 'less than' : 'at least'} ${condition.leastPercent}% capitals`;
    case 'words':
      return `${not ? 'does not say' : 'says'} ${condition.words.map(quoted).join(', ')}`;
    case 'regex':
      return `${not ? 'does not match' : 'matches'} ${slashed(condition.source, condition.flags)}`;
    case 'domains': {
      const which = condition.which === 'to' ? 'to' : 'outside of';
      return `has ${not ? 'no' : 'a'} link ${which} ${condition.domains.join(', ')}`;
    }
    case 'files':
      return `has ${not ? 'no' : 'a'} file of type ${condition.extensions.join(', ')}`;
    case 'channels':
      return `is ${not ? 'not ' : ''}in ${condition.channels.join(', ')}`;
    case 'heat':
      return `the heat is ${not ? 'below' : 'at least'} ${condition.least}`;
    default:
      return authorOf(condition);
  }
}

function authorOf(condition: ConditionOf<'age' | 'no-role' | 'unregistered' | 'window'>): string {
  const { not } = condition;
  switch (condition.kind) {
    case 'age':
      return `the author is ${not ? 'not ' : ''}younger than ${exactDuration(condition.underMs)}`;
    case 'no-role':
      return `the author has ${not ? 'a' : 'no'} role`;
    case 'unregistered':
      return `the author is ${not ? '' : 'not '}registered`;
    case 'window': {
      const { by, least, of, withinMs } = condition;
      const who = by === 'author' ? 'the author sent' : 'the channel got';
      return `${who} at least ${least} ${plural(of, least)} within ${exactDuration(withinMs)}`;
    }
  }
}

function countOf({ not, of, least }: ConditionOf<'count'>): string {
  if (least === 1) return not ? `has no ${of}` : `has ${/^[aeiou]/.test(of) ? 'an' : 'a'} ${of}`;
  return `has ${not ? 'less than' : 'at least'} ${least} ${plural(of, least)}`;
}

const plural = (noun: string, count: number): string =>
  count === 1 || noun === 'emoji' ? noun : `${noun}s`;

function actOf(act: Act): string {
  switch (act.kind) {
    case 'delete':
      return 'delete it';
    case 'warn':
    case 'kick':
      return act.kind;
    case 'tell':
      return 'tell staff';
    case 'mute':
      return `mute for ${exactDuration(act.forMs)}`;
    case 'ban':
      return act.forMs === undefined ? 'ban' : `ban for ${exactDuration(act.forMs)}`;
    case 'heat':
      return `add ${act.amount} heat`;
    case 'review':
      return act.proposes.length === 0
        ? 'ask the moderators'
        : `ask the moderators to ${act.proposes.map(actOf).join(' and ')}`;
  }
}
