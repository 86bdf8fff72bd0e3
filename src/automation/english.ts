import { exactDuration } from '../base/duration.ts';
import type {
  AutomationAction,
  AutomationCondition,
  AutomationTrigger,
  RoleNamed,
} from '../core/automation.ts';
import { quoted, slashed } from '../moderation/rules/index.ts';
import type { Wording } from './wording.ts';

/** The form in which automations are kept: `readSentence` reads exactly the automation back. */
export const english: Wording = {
  trigger: triggerOf,
  condition: conditionOf,
  action: actionOf,
  sentence: (on, when, then) => `when ${[on, ...when].join(' and ')} then ${then.join(' and ')}`,
};

function triggerOf(trigger: AutomationTrigger): string {
  switch (trigger.kind) {
    case 'join':
      return 'someone joins';
    case 'leave':
      return 'someone leaves';
    case 'rename':
      return 'someone is renamed';
    case 'boost':
      return 'someone boosts the server';
    case 'message':
      return 'a message is said';
    case 'says':
      return `a message says ${trigger.words.map(quoted).join(', ')}`;
    case 'matches':
      return `a message matches ${slashed(trigger.source, trigger.flags)}`;
    case 'reaction': {
      const { emoji, added, message } = trigger;
      const verb = added ? 'is added to' : 'is removed from';
      return `a reaction ${emoji === undefined ? '' : `${emoji} `}${verb} message ${message}`;
    }
    case 'command':
      return `someone gives the command ${quoted(trigger.name)}`;
    case 'cron':
      return `it is ${quoted(trigger.fields)}`;
    case 'every':
      return `another ${exactDuration(trigger.everyMs)} has passed`;
    case 'once':
      return `it is ${trigger.moment}`;
  }
}

export const roleInWords = ({ name, id }: RoleNamed): string =>
  id === undefined ? quoted(name) : `${quoted(name)} (${id})`;

const ranks = { helper: 'a helper', moderator: 'a moderator', administrator: 'an administrator' };
const pers = { person: ' per person', channel: ' per channel', everyone: '' };

function conditionOf(condition: AutomationCondition): string {
  switch (condition.kind) {
    case 'channel':
      return `it is ${condition.not ? 'not ' : ''}in ${condition.channels.join(', ')}`;
    case 'role': {
      const has = condition.not ? 'does not have' : 'has';
      return `the person ${has} the role ${roleInWords(condition.role)}`;
    }
    case 'rank':
      return `the person is ${condition.not ? 'below' : 'at least'} ${ranks[condition.least]}`;
    case 'age': {
      const age = exactDuration(condition.underMs);
      return `the account is ${condition.not ? `at least ${age} old` : `younger than ${age}`}`;
    }
    case 'registered':
      return `the person is ${condition.not ? 'not ' : ''}registered`;
    case 'platform':
      return `it is ${condition.not ? 'not ' : ''}on ${condition.platform}`;
    case 'chance':
      return `with a chance of ${condition.percent}%`;
    case 'cooldown':
      return `at most once in ${exactDuration(condition.withinMs)}${pers[condition.per]}`;
  }
}

function actionOf(action: AutomationAction): string {
  switch (action.kind) {
    case 'say':
      return `say ${quoted(action.text)}${action.channel === undefined ? '' : ` in ${action.channel}`}`;
    case 'reply':
      return `reply ${quoted(action.text)}`;
    case 'tell':
      return `tell the person ${quoted(action.text)}`;
    case 'role':
      return `${action.give ? 'give' : 'take'} the role ${roleInWords(action.role)}`;
    case 'mode':
      return `${action.give ? 'give' : 'take'} ${action.mode}`;
    case 'react':
      return `react with ${action.emoji}`;
    case 'delete':
      return 'delete the message';
  }
}
