import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'jobs.about': 'What the bot does by itself, and when.',
    'jobs list.about': 'What the bot does by itself, what comes next first.',
    'jobs list.title': 'What I do by myself',
    'jobs list.none': 'Nothing is to be done.',
    'jobs list.more': '… and {more, plural, one {# more} other {# more}}.',
    'jobs line.name': '`{job}`',
    'jobs line.schedule':
      '{kind, select, once {once} every {every {comes}} other {by the schedule `{comes}`}}',
    'jobs line.state':
      '{state, select, running {**running** for {since}} rests {**paused** for {since}} stopped {**paused after failures** for {since}} unattended {**nobody here does it**} other {{overdue, select, yes {due now} other {next in {due}}}}}',
    'jobs line.last':
      '{outcome, select, done {well {ago} ago} failed {**failed** {ago} ago ({failures, plural, one {once} other {# times}}): {problem}} interrupted {interrupted {ago} ago} skipped {left out {ago} ago: too late} other {under way}}',
    'jobs line.never': 'not run yet',
    'jobs run.about': 'Do a job now, besides its schedule.',
    'jobs run.arg.job': 'Its name, as in the list',
    'jobs run.done': 'The job `{job}` is done now. `jobs history {job}` will tell how it went.',
    'jobs pause.about': 'Let a job rest until it is resumed.',
    'jobs pause.arg.job': 'Its name, as in the list',
    'jobs pause.done': 'The job `{job}` rests until you say `jobs resume {job}`.',
    'jobs resume.about': 'Let a paused job go on.',
    'jobs resume.arg.job': 'Its name, as in the list',
    'jobs resume.done': 'It goes on:',
    'jobs history.about': 'The last runs of a job, and how they ended.',
    'jobs history.arg.job': 'Its name, as in the list',
    'jobs history.title': 'Runs of {job}',
    'jobs history.none': 'It has not run yet.',
    'jobs history.line':
      '{outcome, select, done {well} failed {**failed**: {problem}} interrupted {interrupted} skipped {left out: too late} other {**running**}}, begun {ago} ago, took {took}',
  },
  fr: {
    'jobs.about': 'Ce que le robot fait de lui-même, et quand.',
    'jobs list.about': 'Ce que le robot fait de lui-même, le plus proche d’abord.',
    'jobs list.title': 'Ce que je fais de moi-même',
    'jobs list.none': 'Il n’y a rien à faire.',
    'jobs list.more': '… et {more, plural, one {# autre} other {# autres}}.',
    'jobs line.name': '`{job}`',
    'jobs line.schedule':
      '{kind, select, once {une fois} every {tous les {comes}} other {selon l’horaire `{comes}`}}',
    'jobs line.state':
      '{state, select, running {**en cours** depuis {since}} rests {**suspendue** depuis {since}} stopped {**suspendue après des échecs** depuis {since}} unattended {**personne ici ne la fait**} other {{overdue, select, yes {à faire maintenant} other {dans {due}}}}}',
    'jobs line.last':
      '{outcome, select, done {réussie il y a {ago}} failed {**échouée** il y a {ago} ({failures, plural, one {une fois} other {# fois}}) : {problem}} interrupted {interrompue il y a {ago}} skipped {omise il y a {ago} : trop tard} other {en cours}}',
    'jobs line.never': 'pas encore exécutée',
    'jobs run.about': 'Faire une tâche maintenant, en plus de son horaire.',
    'jobs run.arg.job': 'Son nom, comme dans la liste',
    'jobs run.done':
      'La tâche `{job}` se fait maintenant. `jobs history {job}` dira comment elle s’est passée.',
    'jobs pause.about': 'Suspendre une tâche jusqu’à nouvel ordre.',
    'jobs pause.arg.job': 'Son nom, comme dans la liste',
    'jobs pause.done':
      'La tâche `{job}` est suspendue jusqu’à ce que vous disiez `jobs resume {job}`.',
    'jobs resume.about': 'Reprendre une tâche suspendue.',
    'jobs resume.arg.job': 'Son nom, comme dans la liste',
    'jobs resume.done': 'Elle reprend :',
    'jobs history.about': 'Les dernières exécutions d’une tâche, et leur issue.',
    'jobs history.arg.job': 'Son nom, comme dans la liste',
    'jobs history.title': 'Exécutions de {job}',
    'jobs history.none': 'Elle n’a pas encore été exécutée.',
    'jobs history.line':
      '{outcome, select, done {réussie} failed {**échouée** : {problem}} interrupted {interrompue} skipped {omise : trop tard} other {**en cours**}}, commencée il y a {ago}, durée {took}',
  },
});
