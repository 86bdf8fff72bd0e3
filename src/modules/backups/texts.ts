import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'backup.about': 'Copies of my own database: make, check, restore.',
    'db.about': 'What the database looks like.',
    'backup.line':
      '`{id}` {size}, {age} old, {state, select, verified {verified} sealed {sealed} other {**DAMAGED**}}{proven, select, yes {, restore proven} other {}}{pinned, select, yes {, pinned} other {}} {label}',
    'backup.step':
      '{step, select, copying {Copying the database} packing {Compressing} unpacking {Unpacking to check} checking {Checking} storing {Storing} restoring {Restoring} other {Trying it out}}: {percent} %',
    'backup.none': 'No backup is called "{typed}". See `backup list` for those there are.',
    'backup.several': 'Several backups fit "{typed}". Give more of the name.',
    'backup.busy': 'Another backup is being made or checked. Try again when it is done.',
    'backup.damaged':
      'The backup must not be used: {damage, select, missing {its file is gone} size {its file is longer or shorter than it was} hash {its file was changed} unreadable {it cannot be unpacked} content {its content is not what was saved} integrity {the database in it is broken} foreign_keys {rows in it point at rows that are missing} counts {it does not hold the rows that were saved} no_identity {it is encrypted, and the configuration names no identity_file to open it} wrong_key {it is encrypted, and none of the keys in identity_file opens it} other {it is damaged}}. The database itself was not touched.',
    'backup.disk-full':
      'The disk of {folder} is full. Make room (`backup cleanup` helps) and try again.',
    'backup.not-writable': 'I may not write in {folder}. Let my user write there and try again.',
    'backup.not-available': '{why}',
    'backup.no-space':
      'There is too little room in {folder}: {needed, number} MB are needed, {free, number} MB are free. Make room and try again.',
    'backup.other-engine':
      'That backup is of {theirs}, and this database is {ours}. Restore it where {theirs} is configured.',
    'backup.too-new':
      'That backup was made by a newer Castellan ({product}: {migration}). Update first, then restore it.',
    'backup.safety-failed':
      'What is there now cannot be backed up first ({damage}), so I leave it alone. Stop me and run `castellan restore` on the machine: it keeps the broken files aside.',
    'backup.confirm':
      'That code does not confirm this. Codes are good once, within a minute, for the person and the backup they were shown for: ask for the preview again.',
    'backup.last-good': '`{id}` is the newest good backup, so it stays. Make another first.',
    'backup.pinned': '`{id}` is pinned. Unpin it first: `backup pin {id} off`.',
    'backup.drill-failed': 'The restored copy cannot be used: {why}',
    'backup.fault': 'The backup failed: {why}',
    'backup.label-too-long': 'A label has at most {most} characters.',
    'backup.note-too-long': 'A note has at most {most} characters.',
    'backup.alert.overdue':
      'The {type, select, daily {daily backup} weekly {weekly backup} monthly {monthly backup} other {trial of a restore}} is overdue.',
    'backup.alert.well':
      'The {type, select, daily {daily backup} weekly {weekly backup} monthly {monthly backup} other {trial of a restore}} went well again.',
    'backup.alert.restored': 'The database was restored from `{backup}`.',
    'backup.alert.not-restored':
      'The database was not restored from `{backup}` and is as it was: {why}',
    'backup.alert.copy-failed': 'The backup `{id}` could not be kept in {place}: {why}',
    'backup view.copies': '**Also kept in**: {places}',
    'backup create.about': 'Make a backup now.',
    'backup create.arg.options': 'daily, weekly, monthly, uncompressed, and a label',
    'backup create.done':
      'Backup `{id}` made and verified: {size} (of {plain}){encrypted, select, yes {, encrypted} other {}}, in {took} s.',
    'backup list.about': 'List the backups.',
    'backup list.arg.page': 'Which page',
    'backup list.title':
      '{count, plural, =0 {Backups} one {# backup} other {# backups}} (page {page} of {pages})',
    'backup list.empty': 'None yet. `backup create` makes one.',
    'backup view.about': 'Everything about one backup.',
    'backup view.arg.backup': 'Its name, a part of it, or latest',
    'backup view.made': '**Made**: {at}, {age} ago, by {author}, with version {product}',
    'backup view.size':
      '**Size**: {size} of {plain}, {compression, select, none {not compressed} other {{compression}}}{encrypted, select, yes {, encrypted} other {}}',
    'backup view.holds':
      '**Holds**: {rows, number} rows in {tables, number} tables of {engine, select, sqlite {SQLite} other {PostgreSQL}}',
    'backup view.proof':
      '**Checked**: {at}, {state, select, verified {good} sealed {its bytes are right; its content needs the key} other {damaged: {damage}}}',
    'backup view.proven': '**Restore proven**: {at}, {rows, number} rows',
    'backup view.unproven': '**Restore proven**: not yet',
    'backup view.hash': '**SHA-256**: `{hash}`',
    'backup view.pinned': '**Pinned**: it is never cleaned up',
    'backup view.label': '**Label**: {label}',
    'backup view.note': '**Note**: {note}',
    'backup verify.about': 'Check a backup wholly.',
    'backup verify.arg.backup': 'Its name, a part of it, or latest',
    'backup verify.done':
      '`{id}` {state, select, verified {is good: unpacked wholly, and everything in it is what was saved.} other {is the file that was made. Its content can only be checked with the key (identity_file).}}',
    'backup restore.about': 'Put a backup in the place of the database.',
    'backup restore.arg.backup': 'Its name, a part of it, or latest',
    'backup restore.arg.code': 'The code from the preview',
    'backup restore.title': 'Restoring {id} would',
    'backup restore.age': 'bring back the state of {at}, {age} ago (version {product})',
    'backup restore.same': 'change no number of rows',
    'backup restore.change': '**{table}**: {now, number} rows now, {then, number} then',
    'backup restore.more': 'and change {count, plural, one {# more table} other {# more tables}}',
    'backup restore.what':
      'First I back up what is there now. Then I start anew with the restored database.',
    'backup restore.how': 'To go on, within {seconds} s: `{command}`',
    'backup restore.staged':
      '`{id}` is unpacked, checked and ready. What was there is in `{safety}`. {restarting, select, yes {I start anew with it now.} other {It is put in place at my next start.}}',
    'backup stats.about': 'Sums and ages of the backups.',
    'backup stats.title': 'Backups of the database',
    'backup stats.sums': '{count, number} backups, {size} (of {plain})',
    'backup stats.ages': 'Newest {newest} old, oldest {oldest} old',
    'backup stats.type': '**{type}**: {count} of {keep}, {size}',
    'backup stats.proven': '**Last proven restore**: {age} ago, `{id}`',
    'backup stats.unproven': '**Last proven restore**: none yet. `backup drill` tries one out.',
    'backup stats.free': '**Free on that disk**: {free}',
    'backup stats.strays': '**Not understood and left alone**: {strays}',
    'backup cleanup.about': 'Take away what is beyond the limits.',
    'backup cleanup.arg.mode': 'dry-run only tells what would go',
    'backup cleanup.done':
      '{dry, select, yes {{count, plural, =0 {Nothing} one {# backup} other {# backups}} would go} other {{count, plural, =0 {Nothing was} one {# backup was} other {# backups were}} taken away}} ({freed}), {keep} stay.',
    'backup schedule.about': 'See or switch the schedule.',
    'backup schedule.arg.action': 'status, on or off',
    'backup schedule.title': 'The schedule is {state, select, on {on} other {off}}',
    'backup schedule.turn':
      '**{type, select, drill {trial restore} other {{type}}}**: last {last, select, never {never} other {{last}}}, next {next}{overdue, select, yes {, **overdue**} other {}}',
    'backup drill.about': 'Try a restore out in a scratch place.',
    'backup drill.arg.backup': 'Its name; the newest where none is given',
    'backup drill.done':
      'Proven: `{id}` ({age} old) was restored into a scratch place and opened; {rows, number} rows in {tables, number} tables.',
    'backup pin.about': 'Keep a backup whatever the limits say.',
    'backup pin.arg.backup': 'Its name, a part of it, or latest',
    'backup pin.arg.pinned': 'on or off',
    'backup pin.done':
      '`{id}` {pinned, select, yes {is pinned and stays.} other {is no longer pinned.}}',
    'backup note.about': 'Write a note on a backup.',
    'backup note.arg.backup': 'Its name, a part of it, or latest',
    'backup note.arg.text': 'The note',
    'backup note.done': 'Noted on `{id}`.',
    'backup delete.about': 'Delete a backup.',
    'backup delete.arg.backup': 'Its name',
    'backup delete.done': '`{id}` is deleted.',
    'backup export.about': 'Where the file of a backup lies.',
    'backup export.arg.backup': 'Its name, a part of it, or latest',
    'backup export.done':
      '`{id}` lies on my machine in `{file}`; the file ending in .json beside it belongs to it.',
    'db export-schema.about': 'Write the structure of the database as JSON.',
    'db export-schema.done': 'The structure of {tables, number} tables is in `{file}`.',
  },
  fr: {
    'backup.about': 'Copies de ma base de données : faire, vérifier, restaurer.',
    'db.about': 'À quoi ressemble la base de données.',
    'backup.line':
      '`{id}` {size}, âge {age}, {state, select, verified {vérifiée} sealed {scellée} other {**ENDOMMAGÉE**}}{proven, select, yes {, restauration prouvée} other {}}{pinned, select, yes {, épinglée} other {}} {label}',
    'backup.step':
      '{step, select, copying {Copie de la base} packing {Compression} unpacking {Déballage pour vérifier} checking {Vérification} storing {Rangement} restoring {Restauration} other {Essai}} : {percent} %',
    'backup.none': 'Aucune sauvegarde ne s’appelle « {typed} ». Voyez `backup list`.',
    'backup.several': 'Plusieurs sauvegardes vont avec « {typed} ». Donnez plus du nom.',
    'backup.busy': 'Une autre sauvegarde est en cours. Réessayez quand elle sera finie.',
    'backup.damaged':
      'Cette sauvegarde ne doit pas servir : {damage, select, missing {son fichier a disparu} size {son fichier n’a plus sa taille} hash {son fichier a été changé} unreadable {elle ne se déballe pas} content {son contenu n’est pas ce qui fut sauvé} integrity {la base qu’elle contient est cassée} foreign_keys {des lignes pointent vers des lignes absentes} counts {elle ne contient pas les lignes sauvées} no_identity {elle est chiffrée, et la configuration ne nomme pas d’identity_file pour l’ouvrir} wrong_key {elle est chiffrée, et aucune clé d’identity_file ne l’ouvre} other {elle est endommagée}}. La base elle-même n’a pas été touchée.',
    'backup.disk-full':
      'Le disque de {folder} est plein. Faites de la place (`backup cleanup` aide) et réessayez.',
    'backup.not-writable': 'Je ne peux pas écrire dans {folder}. Permettez-le et réessayez.',
    'backup.not-available': '{why}',
    'backup.no-space':
      'Trop peu de place dans {folder} : il faut {needed, number} Mo, {free, number} Mo sont libres. Faites de la place et réessayez.',
    'backup.other-engine':
      'Cette sauvegarde est de {theirs}, et cette base est {ours}. Restaurez-la où {theirs} est configuré.',
    'backup.too-new':
      'Cette sauvegarde vient d’un Castellan plus récent ({product} : {migration}). Mettez à jour d’abord.',
    'backup.safety-failed':
      'Ce qui est là ne peut pas être sauvé d’abord ({damage}), je n’y touche donc pas. Arrêtez-moi et lancez `castellan restore` sur la machine : les fichiers cassés sont gardés à part.',
    'backup.confirm':
      'Ce code ne confirme pas cela. Un code vaut une fois, une minute, pour la personne et la sauvegarde montrées : redemandez l’aperçu.',
    'backup.last-good':
      '`{id}` est la plus récente bonne sauvegarde, elle reste. Faites-en une autre d’abord.',
    'backup.pinned': '`{id}` est épinglée. Retirez l’épingle d’abord : `backup pin {id} off`.',
    'backup.drill-failed': 'La copie restaurée ne peut pas servir : {why}',
    'backup.fault': 'La sauvegarde a échoué : {why}',
    'backup.label-too-long': 'Une étiquette a au plus {most} caractères.',
    'backup.note-too-long': 'Une note a au plus {most} caractères.',
    'backup.alert.overdue':
      '{type, select, daily {La sauvegarde du jour} weekly {La sauvegarde de la semaine} monthly {La sauvegarde du mois} other {L’essai de restauration}} est en retard.',
    'backup.alert.well':
      '{type, select, daily {La sauvegarde du jour} weekly {La sauvegarde de la semaine} monthly {La sauvegarde du mois} other {L’essai de restauration}} a de nouveau réussi.',
    'backup.alert.restored': 'La base a été restaurée de `{backup}`.',
    'backup.alert.not-restored':
      'La base n’a pas été restaurée de `{backup}` et reste telle quelle : {why}',
    'backup.alert.copy-failed': 'La sauvegarde `{id}` n’a pas pu être gardée dans {place} : {why}',
    'backup view.copies': '**Aussi gardée dans** : {places}',
    'backup create.about': 'Faire une sauvegarde maintenant.',
    'backup create.arg.options': 'daily, weekly, monthly, uncompressed, et une étiquette',
    'backup create.done':
      'Sauvegarde `{id}` faite et vérifiée : {size} (de {plain}){encrypted, select, yes {, chiffrée} other {}}, en {took} s.',
    'backup list.about': 'Lister les sauvegardes.',
    'backup list.arg.page': 'Quelle page',
    'backup list.title':
      '{count, plural, =0 {Sauvegardes} one {# sauvegarde} other {# sauvegardes}} (page {page} sur {pages})',
    'backup list.empty': 'Aucune encore. `backup create` en fait une.',
    'backup view.about': 'Tout sur une sauvegarde.',
    'backup view.arg.backup': 'Son nom, une partie, ou latest',
    'backup view.made': '**Faite** : {at}, il y a {age}, par {author}, avec la version {product}',
    'backup view.size':
      '**Taille** : {size} de {plain}, {compression, select, none {sans compression} other {{compression}}}{encrypted, select, yes {, chiffrée} other {}}',
    'backup view.holds':
      '**Contient** : {rows, number} lignes dans {tables, number} tables de {engine, select, sqlite {SQLite} other {PostgreSQL}}',
    'backup view.proof':
      '**Vérifiée** : {at}, {state, select, verified {bonne} sealed {ses octets sont justes ; son contenu demande la clé} other {endommagée : {damage}}}',
    'backup view.proven': '**Restauration prouvée** : {at}, {rows, number} lignes',
    'backup view.unproven': '**Restauration prouvée** : pas encore',
    'backup view.hash': '**SHA-256** : `{hash}`',
    'backup view.pinned': '**Épinglée** : elle n’est jamais nettoyée',
    'backup view.label': '**Étiquette** : {label}',
    'backup view.note': '**Note** : {note}',
    'backup verify.about': 'Vérifier une sauvegarde en entier.',
    'backup verify.arg.backup': 'Son nom, une partie, ou latest',
    'backup verify.done':
      '`{id}` {state, select, verified {est bonne : déballée en entier, et tout y est comme sauvé.} other {est le fichier qui fut fait. Son contenu ne se vérifie qu’avec la clé (identity_file).}}',
    'backup restore.about': 'Mettre une sauvegarde à la place de la base.',
    'backup restore.arg.backup': 'Son nom, une partie, ou latest',
    'backup restore.arg.code': 'Le code de l’aperçu',
    'backup restore.title': 'Restaurer {id} voudrait dire',
    'backup restore.age': 'revenir à l’état de {at}, il y a {age} (version {product})',
    'backup restore.same': 'ne changer aucun nombre de lignes',
    'backup restore.change': '**{table}** : {now, number} lignes maintenant, {then, number} alors',
    'backup restore.more':
      'et changer {count, plural, one {# autre table} other {# autres tables}}',
    'backup restore.what':
      'D’abord je sauve ce qui est là. Puis je redémarre avec la base restaurée.',
    'backup restore.how': 'Pour continuer, dans les {seconds} s : `{command}`',
    'backup restore.staged':
      '`{id}` est déballée, vérifiée et prête. Ce qui était là est dans `{safety}`. {restarting, select, yes {Je redémarre avec elle maintenant.} other {Elle sera mise en place à mon prochain départ.}}',
    'backup stats.about': 'Sommes et âges des sauvegardes.',
    'backup stats.title': 'Sauvegardes de la base',
    'backup stats.sums': '{count, number} sauvegardes, {size} (de {plain})',
    'backup stats.ages': 'La plus récente a {newest}, la plus ancienne {oldest}',
    'backup stats.type': '**{type}** : {count} sur {keep}, {size}',
    'backup stats.proven': '**Dernière restauration prouvée** : il y a {age}, `{id}`',
    'backup stats.unproven':
      '**Dernière restauration prouvée** : aucune encore. `backup drill` en essaie une.',
    'backup stats.free': '**Libre sur ce disque** : {free}',
    'backup stats.strays': '**Pas compris et laissé tel quel** : {strays}',
    'backup cleanup.about': 'Ôter ce qui dépasse les limites.',
    'backup cleanup.arg.mode': 'dry-run dit seulement ce qui partirait',
    'backup cleanup.done':
      '{dry, select, yes {{count, plural, =0 {Rien ne partirait} one {# sauvegarde partirait} other {# sauvegardes partiraient}}} other {{count, plural, =0 {Rien n’est parti} one {# sauvegarde est partie} other {# sauvegardes sont parties}}}} ({freed}), {keep} restent.',
    'backup schedule.about': 'Voir ou changer le calendrier.',
    'backup schedule.arg.action': 'status, on ou off',
    'backup schedule.title': 'Le calendrier est {state, select, on {actif} other {arrêté}}',
    'backup schedule.turn':
      '**{type, select, drill {essai de restauration} daily {jour} weekly {semaine} other {mois}}** : dernière {last, select, never {jamais} other {{last}}}, prochaine {next}{overdue, select, yes {, **en retard**} other {}}',
    'backup drill.about': 'Essayer une restauration à part.',
    'backup drill.arg.backup': 'Son nom ; sinon la plus récente',
    'backup drill.done':
      'Prouvé : `{id}` (âge {age}) a été restaurée à part et ouverte ; {rows, number} lignes dans {tables, number} tables.',
    'backup pin.about': 'Garder une sauvegarde malgré les limites.',
    'backup pin.arg.backup': 'Son nom, une partie, ou latest',
    'backup pin.arg.pinned': 'on ou off',
    'backup pin.done':
      '`{id}` {pinned, select, yes {est épinglée et reste.} other {n’est plus épinglée.}}',
    'backup note.about': 'Écrire une note sur une sauvegarde.',
    'backup note.arg.backup': 'Son nom, une partie, ou latest',
    'backup note.arg.text': 'La note',
    'backup note.done': 'Noté sur `{id}`.',
    'backup delete.about': 'Supprimer une sauvegarde.',
    'backup delete.arg.backup': 'Son nom',
    'backup delete.done': '`{id}` est supprimée.',
    'backup export.about': 'Où se trouve le fichier d’une sauvegarde.',
    'backup export.arg.backup': 'Son nom, une partie, ou latest',
    'backup export.done':
      '`{id}` se trouve sur ma machine dans `{file}` ; le fichier .json à côté va avec.',
    'db export-schema.about': 'Écrire la structure de la base en JSON.',
    'db export-schema.done': 'La structure de {tables, number} tables est dans `{file}`.',
  },
});
