import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'health.about': 'How the bot is, and what went wrong.',
    'health show.about': 'Look at every part of the bot and say how it is.',
    'health show.title': 'Health: {state}',
    'health show.process':
      '**Process** {cpu, number} % of a processor, {memory, number} MiB of memory ({heap, number} MiB heap), {handles, number} handles, up {up}, {runtime}',
    'health show.work':
      '**Work** {messages, number} messages, {commands, number} commands, {errors, number} failed, in {places, number} places',
    'health history.about': 'Show the reports of the last four hours.',
    'health history.title': '{count, plural, one {The last report} other {The last reports of #}}',
    'health history.none': 'None yet: one is put down every five minutes.',
    'health history.line':
      '{ago} ago: {state} {names} · {lag, number} ms late · {memory, number} MiB',
    'health errors.about': 'Show what went wrong lately.',
    'health errors.title': 'What went wrong lately',
    'health errors.none': 'Nothing since the start.',
    'health errors.line':
      '{ago} ago: **{message}** {problem} {reference, select, none {} other {(`trace {reference}`)}}',
    'health alert.about': 'Choose where operators are told of the bot’s health.',
    'health alert.arg.channel': 'The channel; this one when left out',
    'health alert.done': 'From now on, operators are told of the bot’s health in {place}.',
    'health alert.where':
      'Say this in the channel where operators are to be told, or set `health.alertChannel` to its id.',
    'cleanup.about': 'Remove what was left half written, and let the database tidy itself.',
    'cleanup.title': 'Tidied up',
    'cleanup.files':
      'Half written: {files, plural, =0 {nothing was left} one {# file, {size} kB} other {# files, {size} kB}}',
    'cleanup.database': 'Database: {size} kB of its log written away, queries planned anew',
    'cleanup.old':
      'What was kept long enough: {old, select, yes {is being removed now} other {is being removed already, or has no one to do it}}',
    'dbstats.about': 'Where the database is and how large.',
    'dbstats.title': 'Database',
    'dbstats.where':
      '{dialect, select, sqlite {SQLite} other {PostgreSQL}} at `{place}`: **{size} MiB**, {statements, number} statements since the start',
    'dbstats.table': '`{table}`: {rows, number} rows',
    'integritycheck.about': 'Look the database through for damage, and at all parts of the bot.',
    'integritycheck.title':
      '{state, select, whole {Everything is whole} other {Something is damaged}}',
    'integritycheck.damage': '✗ {problem}',
    'integritycheck.todo':
      'Stop the bot, keep a copy of the database as it is, and restore the newest sound backup: `backup list` shows them.',
    'integritycheck.refusal': '✗ {refusal}',
    'integritycheck.migrations':
      '{waiting, plural, =0 {The tables are as this version wants them} one {# migration waits} other {# migrations wait}}.',
  },
  fr: {
    'health.about': 'Comment va le robot, et ce qui n’a pas marché.',
    'health show.about': 'Regarder chaque partie du robot et dire comment elle va.',
    'health show.title': 'Santé : {state}',
    'health show.process':
      '**Processus** {cpu, number} % d’un processeur, {memory, number} Mio de mémoire ({heap, number} Mio de tas), {handles, number} ressources ouvertes, depuis {up}, {runtime}',
    'health show.work':
      '**Travail** {messages, number} messages, {commands, number} commandes, {errors, number} échecs, dans {places, number} endroits',
    'health history.about': 'Montrer les rapports des quatre dernières heures.',
    'health history.title':
      '{count, plural, one {Le dernier rapport} other {Les derniers rapports, sur #}}',
    'health history.none': 'Aucun encore : un est noté toutes les cinq minutes.',
    'health history.line':
      'Il y a {ago} : {state} {names} · {lag, number} ms de retard · {memory, number} Mio',
    'health errors.about': 'Montrer ce qui n’a pas marché récemment.',
    'health errors.title': 'Ce qui n’a pas marché récemment',
    'health errors.none': 'Rien depuis le départ.',
    'health errors.line':
      'Il y a {ago} : **{message}** {problem} {reference, select, none {} other {(`trace {reference}`)}}',
    'health alert.about': 'Choisir où prévenir les opérateurs de la santé du robot.',
    'health alert.arg.channel': 'Le salon ; celui-ci si omis',
    'health alert.done': 'Désormais, les opérateurs apprennent la santé du robot dans {place}.',
    'health alert.where':
      'Dites-le dans le salon où prévenir les opérateurs, ou réglez `health.alertChannel`.',
    'cleanup.about':
      'Enlever ce qui est resté à moitié écrit, et laisser la base de données se ranger.',
    'cleanup.title': 'Rangé',
    'cleanup.files':
      'À moitié écrit : {files, plural, =0 {rien n’était resté} one {# fichier, {size} ko} other {# fichiers, {size} ko}}',
    'cleanup.database':
      'Base de données : {size} ko de son journal écrits, requêtes planifiées à nouveau',
    'cleanup.old':
      'Ce qui a été gardé assez longtemps : {old, select, yes {on l’enlève maintenant} other {on l’enlève déjà, ou personne ne s’en occupe}}',
    'dbstats.about': 'Où est la base de données et sa taille.',
    'dbstats.title': 'Base de données',
    'dbstats.where':
      '{dialect, select, sqlite {SQLite} other {PostgreSQL}} sur `{place}` : **{size} Mio**, {statements, number} requêtes depuis le départ',
    'dbstats.table': '`{table}` : {rows, number} lignes',
    'integritycheck.about':
      'Chercher des dommages dans la base, et regarder chaque partie du robot.',
    'integritycheck.title':
      '{state, select, whole {Tout est entier} other {Quelque chose est abîmé}}',
    'integritycheck.damage': '✗ {problem}',
    'integritycheck.todo':
      'Arrêtez le robot, gardez une copie de la base telle quelle, et restaurez la dernière sauvegarde saine : `backup list` les montre.',
    'integritycheck.refusal': '✗ {refusal}',
    'integritycheck.migrations':
      '{waiting, plural, =0 {Les tables sont comme cette version les veut} one {# migration attend} other {# migrations attendent}}.',
  },
});
