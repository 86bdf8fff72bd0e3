import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'eventlog.about': 'The log of what happens here, for staff.',
    'eventlog.which': 'Say this in the place whose log you mean.',
    'eventlog.unknown':
      'Nothing is called `{name}` in the log. `eventlog kinds` lists what there is.',
    'eventlog.failed': 'The log of events cannot be written in {channel}: {problem}',
    'eventlog to.about':
      'Write down here, or in another channel, what happens; all of it or a part.',
    'eventlog to.arg.channel': 'Where to; this channel where it is not given',
    'eventlog to.arg.what': 'A group or kind that goes there alone',
    'eventlog to.done':
      '{all, select, yes {What happens here is} other {`{what}` is}} written down in {place} from now on. What its readers could not have seen stays out of it.',
    'eventlog off.about': 'Write down nothing of this place any more.',
    'eventlog off.done': 'Nothing that happens here is written down any more.',
    'eventlog skip.about': 'Leave a group or kind out of the log.',
    'eventlog skip.arg.what': 'A group or kind, as `eventlog kinds` lists them',
    'eventlog skip.done': '`{what}` is left out of the log.',
    'eventlog tell.about': 'Take a group or kind into the log again.',
    'eventlog tell.arg.what': 'A group or kind, as `eventlog kinds` lists them',
    'eventlog tell.done': '`{what}` is in the log.',
    'eventlog status.about': 'Where the log of this place goes, and what is left out.',
    'eventlog status.title': 'The log of events',
    'eventlog status.to':
      '{has, select, yes {It is written in {channel}.} other {There is none. `{prefix}eventlog to` begins one in this channel.}}',
    'eventlog status.route': 'Apart: `{route}`',
    'eventlog status.webhook': 'It is posted to a webhook, too.',
    'eventlog status.off': '{has, select, yes {Left out: {off}} other {Nothing is left out.}}',
    'eventlog status.sum':
      'Lately: {written, plural, one {# line} other {# lines}}{withheld, plural, =0 {} one {, # of them withheld} other {, # of them withheld}} where readers could not have seen it.',
    'eventlog kinds.about': 'All that can be in the log, by group.',
    'eventlog kinds.title': 'What can be in the log',
    'eventlog kinds.line':
      '**{group}**: {kinds}{has, select, yes { (left out here: {skipped})} other {}}',
    'eventlog recent.about': 'What was written down lately.',
    'eventlog recent.arg.what': 'Only this group or kind',
    'eventlog recent.title': 'Lately',
    'eventlog recent.none': 'Nothing was written down since I started.',
    'eventlog recent.line':
      '{ago} ago, {kind}: {subject} ({place}){has, select, yes { by {by}} other {}}',
  },
  fr: {
    'eventlog.about': 'Le journal de ce qui se passe ici, pour l’équipe.',
    'eventlog.which': 'Dites-le à l’endroit dont vous voulez le journal.',
    'eventlog.unknown':
      'Rien ne s’appelle `{name}` dans le journal. `eventlog kinds` montre ce qu’il y a.',
    'eventlog.failed': 'Le journal ne peut pas être écrit dans {channel} : {problem}',
    'eventlog to.about': 'Noter ici, ou dans un autre salon, ce qui se passe ; tout ou une partie.',
    'eventlog to.arg.channel': 'Où ; ce salon si rien n’est donné',
    'eventlog to.arg.what': 'Un groupe ou une sorte qui va là seul',
    'eventlog to.done':
      '{all, select, yes {Ce qui se passe ici est noté} other {`{what}` est noté}} désormais dans {place}. Ce que ses lecteurs n’auraient pu voir n’y figure pas.',
    'eventlog off.about': 'Ne plus rien noter de cet endroit.',
    'eventlog off.done': 'Plus rien de ce qui se passe ici n’est noté.',
    'eventlog skip.about': 'Laisser un groupe ou une sorte hors du journal.',
    'eventlog skip.arg.what': 'Un groupe ou une sorte, comme `eventlog kinds` les montre',
    'eventlog skip.done': '`{what}` reste hors du journal.',
    'eventlog tell.about': 'Reprendre un groupe ou une sorte dans le journal.',
    'eventlog tell.arg.what': 'Un groupe ou une sorte, comme `eventlog kinds` les montre',
    'eventlog tell.done': '`{what}` est dans le journal.',
    'eventlog status.about': 'Où va le journal de cet endroit, et ce qui n’y est pas.',
    'eventlog status.title': 'Le journal des événements',
    'eventlog status.to':
      '{has, select, yes {Il est écrit dans {channel}.} other {Il n’y en a pas. `{prefix}eventlog to` en commence un dans ce salon.}}',
    'eventlog status.route': 'À part : `{route}`',
    'eventlog status.webhook': 'Il est aussi envoyé à un webhook.',
    'eventlog status.off': '{has, select, yes {Hors du journal : {off}} other {Tout y est.}}',
    'eventlog status.sum':
      'Récemment : {written, plural, one {# ligne} other {# lignes}}{withheld, plural, =0 {} one {, dont # retenue} other {, dont # retenues}} là où les lecteurs n’auraient pu le voir.',
    'eventlog kinds.about': 'Tout ce qui peut être dans le journal, par groupe.',
    'eventlog kinds.title': 'Ce qui peut être dans le journal',
    'eventlog kinds.line':
      '**{group}** : {kinds}{has, select, yes { (laissés ici : {skipped})} other {}}',
    'eventlog recent.about': 'Ce qui a été noté récemment.',
    'eventlog recent.arg.what': 'Seulement ce groupe ou cette sorte',
    'eventlog recent.title': 'Récemment',
    'eventlog recent.none': 'Rien n’a été noté depuis mon démarrage.',
    'eventlog recent.line':
      'Il y a {ago}, {kind} : {subject} ({place}){has, select, yes { par {by}} other {}}',
  },
});
