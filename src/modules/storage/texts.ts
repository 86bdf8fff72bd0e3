import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'storage stats.about': 'How the storage of files does.',
    'storage stats.title':
      'Files: {health, select, healthy {all is well} degraded {some reads or writes fail} other {many reads or writes fail}}',
    'storage stats.counts':
      '{reads, plural, one {# read} other {# reads}}, {writes, plural, one {# write} other {# writes}}',
    'storage stats.failures':
      'Failed: {readFailures, plural, one {# read} other {# reads}}, {writeFailures, plural, one {# write} other {# writes}} ({rate} %)',
    'storage stats.cache':
      'Remembered: {remembered} of {most} files, {rate} % of reads answered from memory; {bypasses} asked the disk on purpose, {invalidations} forgotten',
    'storage stats.busy':
      '{busy, plural, =0 {Nothing is being written} one {# file is worked on} other {# files are worked on}}; counted for {up}',
    'storage test.about': 'Try the storage of files out, on a file of its own.',
    'storage test.title':
      '{bad, plural, =0 {The storage does what it should} one {# check of the storage failed} other {# checks of the storage failed}}',
    'storage test.line':
      '{well, select, yes {✅} other {❌}} {check, select, write {what is written is on the disk} read {what is written can be read} cache {what is read is remembered} together {ten changes at once lose nothing} other {what is forgotten is read anew}} ({ms} ms){well, select, yes {} other {: {problem}}}',
  },
  fr: {
    'storage stats.about': 'Comment va le stockage des fichiers.',
    'storage stats.title':
      'Fichiers : {health, select, healthy {tout va bien} degraded {quelques lectures ou écritures échouent} other {beaucoup de lectures ou d’écritures échouent}}',
    'storage stats.counts':
      '{reads, plural, one {# lecture} other {# lectures}}, {writes, plural, one {# écriture} other {# écritures}}',
    'storage stats.failures':
      'Échecs : {readFailures, plural, one {# lecture} other {# lectures}}, {writeFailures, plural, one {# écriture} other {# écritures}} ({rate} %)',
    'storage stats.cache':
      'En mémoire : {remembered} fichiers sur {most}, {rate} % des lectures servies de mémoire ; {bypasses} sont allées au disque exprès, {invalidations} oubliées',
    'storage stats.busy':
      '{busy, plural, =0 {Rien n’est en cours d’écriture} one {# fichier est en travail} other {# fichiers sont en travail}} ; compté depuis {up}',
    'storage test.about': 'Éprouver le stockage des fichiers, sur un fichier à lui.',
    'storage test.title':
      '{bad, plural, =0 {Le stockage fait ce qu’il doit} one {# épreuve du stockage a échoué} other {# épreuves du stockage ont échoué}}',
    'storage test.line':
      '{well, select, yes {✅} other {❌}} {check, select, write {ce qui est écrit est sur le disque} read {ce qui est écrit se relit} cache {ce qui est lu est retenu} together {dix changements à la fois ne perdent rien} other {ce qui est oublié est relu}} ({ms} ms){well, select, yes {} other { : {problem}}}',
  },
});
