import { exactDuration } from '../../base/duration.ts';
import type { Act, Condition, ConditionOf, Countable, Rule, Summable } from './rule.ts';
import { slashed } from './tokens.ts';
import type { Wording } from './wording.ts';

/** For reading: rules are written in English. */
export const french: Wording = {
  triggers: (on) => on.map((trigger) => triggers[trigger]).join(' ou '),
  condition: conditionOf,
  spares: (rank) => `l’auteur est au moins ${ranks[rank]}`,
  act: actOf,
  sentence({ on, when, unless, then, because }) {
    const asked = when.length === 0 ? '' : ` ${when.join(' et ')}`;
    const but = unless === undefined ? '' : `, sauf si ${unless}`;
    const why = because === undefined ? '' : ` (« ${because} »)`;
    return `quand ${on}${asked}${but}, alors ${then.join(' et ')}${why}`;
  },
};

const triggers: Readonly<Record<Rule['on'][number], string>> = {
  ...{ message: 'un message', edit: 'une modification', join: 'quelqu’un arrive' },
  ...{ name: 'un nom', reaction: 'une réaction', thread: 'un fil' },
};

const ranks: Readonly<Record<NonNullable<Rule['spares']>, string>> = {
  ...{ helper: 'assistant', moderator: 'modérateur', administrator: 'administrateur' },
  ...{ communityOwner: 'propriétaire', instanceOwner: 'propriétaire du bot', member: 'membre' },
};

/** One, many. */
const nouns: Readonly<Record<Countable | Summable, readonly [string, string]>> = {
  link: ['un lien', 'liens'],
  invite: ['une invitation', 'invitations'],
  mention: ['une mention', 'mentions'],
  emoji: ['un émoji', 'émojis'],
  attachment: ['un fichier joint', 'fichiers joints'],
  line: ['une ligne', 'lignes'],
  character: ['un caractère', 'caractères'],
  'stacked mark': ['un signe empilé', 'signes empilés'],
  message: ['un message', 'messages'],
  duplicate: ['une répétition', 'répétitions'],
  'near-duplicate': ['une quasi-répétition', 'quasi-répétitions'],
  shout: ['un message en capitales', 'messages en capitales'],
};

const verb = (not: boolean, does: string): string =>
  not ? `${/^[aeiouéè]/.test(does) ? 'n’' : 'ne '}${does} pas` : does;

function conditionOf(condition: Condition): string {
  const { not } = condition;
  switch (condition.kind) {
    case 'count':
      return countOf(condition);
    case 'capitals':
      return `a ${not ? 'moins de' : 'au moins'} ${condition.leastPercent} % de capitales`;
    case 'words': {
      const words = condition.words.map((word) => `« ${word} »`).join(', ');
      return `${verb(not, 'dit')} ${words}`;
    }
    case 'regex':
      return `${verb(not, 'correspond')} à ${slashed(condition.source, condition.flags)}`;
    case 'domains': {
      const which = condition.which === 'to' ? 'vers' : 'hors de';
      return `${verb(not, 'a')} ${not ? 'de' : 'un'} lien ${which} ${condition.domains.join(', ')}`;
    }
    case 'files': {
      const extensions = condition.extensions.join(', ');
      return `${verb(not, 'a')} ${not ? 'de' : 'un'} fichier du type ${extensions}`;
    }
    case 'channels':
      return `${verb(not, 'est')} dans ${condition.channels.join(', ')}`;
    case 'heat':
      return `la chaleur est ${not ? 'sous' : 'd’au moins'} ${condition.least}`;
    default:
      return authorOf(condition);
  }
}

function authorOf(condition: ConditionOf<'age' | 'no-role' | 'unregistered' | 'window'>): string {
  const { not } = condition;
  switch (condition.kind) {
    case 'age':
      return `le compte a ${not ? 'au moins' : 'moins de'} ${exactDuration(condition.underMs)}`;
    case 'no-role':
      return `l’auteur ${not ? 'a un' : 'n’a aucun'} rôle`;
    case 'unregistered':
      return `l’auteur ${not ? 'a' : 'n’a pas de'} compte`;
    case 'window': {
      const { by, least, of, withinMs } = condition;
      const who = by === 'author' ? 'l’auteur a envoyé' : 'le salon a reçu';
      return `${who} au moins ${least} ${nouns[of][least === 1 ? 0 : 1]} en ${exactDuration(withinMs)}`;
    }
  }
}

function countOf({ not, of, least }: ConditionOf<'count'>): string {
  const [one, many] = nouns[of];
  if (least === 1) return not ? `n’a aucun ${one.replace(/^une? /, '')}` : `a ${one}`;
  return `a ${not ? 'moins de' : 'au moins'} ${least} ${many}`;
}

function actOf(act: Act): string {
  switch (act.kind) {
    case 'delete':
      return 'le supprimer';
    case 'warn':
      return 'avertir';
    case 'kick':
      return 'expulser';
    case 'tell':
      return 'prévenir l’équipe';
    case 'mute':
      return `rendre muet pour ${exactDuration(act.forMs)}`;
    case 'ban':
      return act.forMs === undefined ? 'bannir' : `bannir pour ${exactDuration(act.forMs)}`;
    case 'heat':
      return `ajouter ${act.amount} de chaleur`;
    case 'review':
      return act.proposes.length === 0
        ? 'demander aux modérateurs'
        : `demander aux modérateurs de ${act.proposes.map(actOf).join(' et ')}`;
  }
}
