import { defineTexts } from '../texts/texts.ts';

/** What operators are told of jobs, and why something was not done with one. */
export const jobTexts = defineTexts({
  en: {
    'alert.job-failing':
      'The job `{job}` has failed {failures} times in a row and is tried again: {problem}',
    'alert.job-paused':
      'The job `{job}` has failed {failures} times in a row and is paused: {problem} Mend what is wrong, then say `jobs resume {job}`.',
    'alert.job-well': 'The job `{job}` works again.',
    'jobs.unknown': 'There is no job `{job}`. `jobs list` shows those that there are.',
    'jobs.not-paused': 'The job `{job}` is not paused.',
    'jobs.running': 'The job `{job}` is running now. Wait until it has ended.',
    'jobs.unattended':
      'Nothing here does jobs of the kind `{kind}`; perhaps its module is not loaded.',
    'cron.zone': '`{zone}` is no time zone. Give one like `Europe/Berlin` or `UTC`.',
    'cron.fields':
      'A schedule has five fields (minute, hour, day, month, weekday); `{pattern}` has {fields}. Every day at three is `0 3 * * *`.',
    'cron.never': 'The day that `{pattern}` means never comes.',
    'cron.unreadable':
      '`{pattern}` cannot be read. Every Sunday at half past three is `30 3 * * 0`.',
  },
  fr: {
    'alert.job-failing':
      'La tâche `{job}` a échoué {failures} fois de suite et sera retentée : {problem}',
    'alert.job-paused':
      'La tâche `{job}` a échoué {failures} fois de suite et est suspendue : {problem} Réparez ce qui ne va pas, puis dites `jobs resume {job}`.',
    'alert.job-well': 'La tâche `{job}` fonctionne de nouveau.',
    'jobs.unknown': 'Il n’y a pas de tâche `{job}`. `jobs list` montre celles qui existent.',
    'jobs.not-paused': 'La tâche `{job}` n’est pas suspendue.',
    'jobs.running': 'La tâche `{job}` est en cours. Attendez qu’elle soit terminée.',
    'jobs.unattended':
      'Rien ici ne fait les tâches du genre `{kind}` ; son module n’est peut-être pas chargé.',
    'cron.zone':
      '`{zone}` n’est pas un fuseau horaire. Donnez par exemple `Europe/Paris` ou `UTC`.',
    'cron.fields':
      'Un horaire a cinq champs (minute, heure, jour, mois, jour de la semaine) ; `{pattern}` en a {fields}. Tous les jours à trois heures s’écrit `0 3 * * *`.',
    'cron.never': 'Le jour que désigne `{pattern}` n’arrive jamais.',
    'cron.unreadable':
      '`{pattern}` ne peut pas être lu. Chaque dimanche à trois heures et demie s’écrit `30 3 * * 0`.',
  },
});
