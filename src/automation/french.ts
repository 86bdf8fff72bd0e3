import { exactDuration } from '../base/duration.ts';
import type {
  AutomationAction,
  AutomationCondition,
  AutomationTrigger,
} from '../core/automation.ts';
import { slashed } from '../moderation/rules/index.ts';
import type { Wording } from './wording.ts';

/** For reading: automations are written in English. */
export const french: Wording = {
  trigger: triggerOf,
  condition: conditionOf,
  action: actionOf,
  sentence: (on, when, then) => `quand ${[on, ...when].join(' et ')}, alors ${then.join(' et ')}`,
};

const inQuotes = (text: string): string => `« ${text} »`;

function triggerOf(trigger: AutomationTrigger): string {
  switch (trigger.kind) {
    case 'join':
      return 'quelqu’un arrive';
    case 'leave':
      return 'quelqu’un part';
    case 'rename':
      return 'quelqu’un change de nom';
    case 'boost':
      return 'quelqu’un booste le serveur';
    case 'message':
      return 'un message est dit';
    case 'says':
      return `un message dit ${trigger.words.map(inQuotes).join(', ')}`;
    case 'matches':
      return `un message correspond à ${slashed(trigger.source, trigger.flags)}`;
    case 'reaction': {
      const { emoji, added, message } = trigger;
      const verb = added ? 'est ajoutée au' : 'est retirée du';
      return `une réaction ${emoji === undefined ? '' : `${emoji} `}${verb} message ${message}`;
    }
    case 'command':
      return `quelqu’un donne la commande ${inQuotes(trigger.name)}`;
    case 'cron':
      return `il est ${inQuotes(trigger.fields)}`;
    case 'every':
      return `${exactDuration(trigger.everyMs)} de plus ont passé`;
    case 'once':
      return `il est ${trigger.moment}`;
  }
}

const ranks = {
  ...{ helper: 'assistant', moderator: 'modérateur' },
  administrator: 'administrateur',
};
const pers = { person: ' par personne', channel: ' par salon', everyone: '' };

function conditionOf(condition: AutomationCondition): string {
  switch (condition.kind) {
    case 'channel':
      return `c’est ${condition.not ? 'hors de' : 'dans'} ${condition.channels.join(', ')}`;
    case 'role': {
      const has = condition.not ? 'n’a pas' : 'a';
      return `la personne ${has} le rôle ${inQuotes(condition.role.name)}`;
    }
    case 'rank':
      return `la personne ${condition.not ? 'n’est pas' : 'est'} au moins ${ranks[condition.least]}`;
    case 'age': {
      const age = exactDuration(condition.underMs);
      return `le compte a ${condition.not ? 'au moins' : 'moins de'} ${age}`;
    }
    case 'registered':
      return `la personne ${condition.not ? 'n’est pas' : 'est'} enregistrée`;
    case 'platform':
      return `c’est ${condition.not ? 'ailleurs que ' : ''}sur ${condition.platform}`;
    case 'chance':
      return `avec ${condition.percent} % de chances`;
    case 'cooldown':
      return `au plus une fois en ${exactDuration(condition.withinMs)}${pers[condition.per]}`;
  }
}

function actionOf(action: AutomationAction): string {
  switch (action.kind) {
    case 'say':
      return `dire ${inQuotes(action.text)}${action.channel === undefined ? '' : ` dans ${action.channel}`}`;
    case 'reply':
      return `répondre ${inQuotes(action.text)}`;
    case 'tell':
      return `dire à la personne ${inQuotes(action.text)}`;
    case 'role':
      return `${action.give ? 'donner' : 'retirer'} le rôle ${inQuotes(action.role.name)}`;
    case 'mode':
      return `${action.give ? 'donner' : 'retirer'} ${action.mode === 'voice' ? 'la voix' : 'l’opérateur'}`;
    case 'react':
      return `réagir avec ${action.emoji}`;
    case 'delete':
      return 'supprimer le message';
  }
}
