import { defineTexts } from '../texts/texts.ts';

/** What looks at the parts of the bot come to, and what to do about it. */
export const healthTexts = defineTexts({
  en: {
    'alert.health-well': 'Well again: {part}.',
    'health.state':
      '{state, select, ok {well} degraded {⚠️ degraded} critical {🔴 critical} other {unknown}}',
    'health.name.errors': 'Commands',
    'health.name.loop': 'Promptness',
    'health.name.storage': 'Database',
    'health.name.hooks': 'Hooks',
    'health.name.connections': 'Connections',
    'health.name.jobs': 'Jobs',
    'health.name.extensions': 'Extensions',
    'health.name.backups': 'Backups',
    'health.errors':
      '{errors, number} of {commands, number} commands failed in the last 5 minutes ({percent} %)',
    'health.errors.todo':
      '{percent} % of the commands of the last 5 minutes failed. `health errors` shows what went wrong.',
    'health.loop': 'timers came {mean, number} ms late on average, {worst, number} ms at most',
    'health.loop.todo':
      'The bot was busy for up to {worst, number} ms, and everybody waited. `hooks list` shows slow hooks; a machine that is too small does the same.',
    'health.storage.ok': 'a write took {ms, number} ms',
    'health.storage.slow': 'a write took {ms, number} ms, which is long',
    'health.storage.slow-todo':
      'Writing to the database took {ms, number} ms. Is the disk or the database server busy?',
    'health.storage.failed':
      '{times, plural, one {the last write} other {the last # writes}} failed: {problem}',
    'health.storage.todo':
      'Nothing can be written to the database ({problem}). Is the disk full, is the database server up? `castellan doctor` looks closer.',
    'health.hooks':
      '{hooks, number} hooks, {resting, number} of them rest; {waiting, number} events wait, {dropped, number} were dropped',
    'health.hooks.todo':
      'Hooks rest because they failed too often: {names}. `hooks history` shows how.',
    'health.hooks.dropped':
      'Events were dropped because too many waited for hooks. `hooks list` shows who is slow.',
    'health.connections': '{online, number} of {all, number} are online',
    'health.connections.away': 'Not online: {names}. They are tried again by themselves.',
    'health.connections.warned': 'The networks report: {warnings}',
    'health.extensions':
      '{extensions, number} there, {failing, number} of them do not run as they should',
    'health.extensions.todo':
      'Extensions do not run: {names}. The first one says: {problem} `extensions` shows all of them.',
    'health.jobs': '{jobs, number} planned, {failing, number} of them fail',
    'health.jobs.todo':
      'Jobs fail: {names}. The first one says: {problem} `jobs list` shows all of them.',
    'health.backups':
      '{count, number} kept, the newest {age, select, none {none} other {{age} old}}, {damaged, number} damaged',
    'health.backups.off': '{count, number} kept; none are made by schedule',
    'health.backups.old':
      'The newest sound backup is {age} old. `backup list` shows them, `backup create` makes one.',
    'health.backups.damaged':
      '{damaged, number} backups are damaged. `backup list` shows which; `backup create` makes a new one.',
    'health.backups.overdue': 'Backups are overdue: {overdue}. `jobs list` shows why.',
    'health.unseen': 'could not be looked at: {problem}',
    'health.unseen.todo': 'The health of “{part}” could not be looked at: {problem}',
  },
  fr: {
    'alert.health-well': 'Rétabli : {part}.',
    'health.state':
      '{state, select, ok {bien} degraded {⚠️ dégradé} critical {🔴 critique} other {inconnu}}',
    'health.name.errors': 'Commandes',
    'health.name.loop': 'Promptitude',
    'health.name.storage': 'Base de données',
    'health.name.hooks': 'Crochets',
    'health.name.connections': 'Connexions',
    'health.name.jobs': 'Tâches',
    'health.name.extensions': 'Extensions',
    'health.name.backups': 'Sauvegardes',
    'health.errors':
      '{errors, number} commandes sur {commands, number} ont échoué en 5 minutes ({percent} %)',
    'health.errors.todo':
      '{percent} % des commandes des 5 dernières minutes ont échoué. `health errors` montre pourquoi.',
    'health.loop':
      'les minuteries ont {mean, number} ms de retard en moyenne, {worst, number} ms au plus',
    'health.loop.todo':
      'Le robot a été occupé jusqu’à {worst, number} ms, et tous ont attendu. `hooks list` montre les crochets lents ; une machine trop petite fait de même.',
    'health.storage.ok': 'une écriture a pris {ms, number} ms',
    'health.storage.slow': 'une écriture a pris {ms, number} ms, c’est long',
    'health.storage.slow-todo':
      'Écrire dans la base a pris {ms, number} ms. Le disque ou le serveur sont-ils occupés ?',
    'health.storage.failed':
      '{times, plural, one {la dernière écriture a échoué} other {les # dernières écritures ont échoué}} : {problem}',
    'health.storage.todo':
      'Rien ne peut être écrit dans la base ({problem}). Disque plein, serveur arrêté ? `castellan doctor` regarde de plus près.',
    'health.hooks':
      '{hooks, number} crochets, dont {resting, number} au repos ; {waiting, number} événements attendent, {dropped, number} perdus',
    'health.hooks.todo':
      'Des crochets se reposent après trop d’échecs : {names}. `hooks history` montre lesquels.',
    'health.hooks.dropped':
      'Des événements sont perdus, trop attendaient les crochets. `hooks list` montre qui est lent.',
    'health.connections': '{online, number} sur {all, number} en ligne',
    'health.connections.away': 'Hors ligne : {names}. Elles sont reprises d’elles-mêmes.',
    'health.connections.warned': 'Les réseaux signalent : {warnings}',
    'health.extensions':
      '{extensions, number} présentes, dont {failing, number} ne tournent pas comme il faut',
    'health.extensions.todo':
      'Des extensions ne tournent pas : {names}. La première dit : {problem} `extensions` les montre toutes.',
    'health.jobs': '{jobs, number} prévues, dont {failing, number} en échec',
    'health.jobs.todo':
      'Des tâches échouent : {names}. La première dit : {problem} `jobs list` les montre toutes.',
    'health.backups':
      '{count, number} gardées, la plus récente {age, select, none {aucune} other {a {age}}}, {damaged, number} abîmées',
    'health.backups.off': '{count, number} gardées ; aucune n’est prévue',
    'health.backups.old':
      'La dernière sauvegarde saine a {age}. `backup list` les montre, `backup create` en fait une.',
    'health.backups.damaged':
      '{damaged, number} sauvegardes sont abîmées. `backup list` dit lesquelles ; `backup create` en fait une.',
    'health.backups.overdue':
      'Des sauvegardes sont en retard : {overdue}. `jobs list` dit pourquoi.',
    'health.unseen': 'n’a pas pu être regardé : {problem}',
    'health.unseen.todo': 'La santé de « {part} » n’a pas pu être regardée : {problem}',
  },
});
