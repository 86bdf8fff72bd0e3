import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'cachestats.about': 'How often what is asked for is known already.',
    'cachestats.title': 'Cache',
    'cachestats.rates':
      '**{hitRate} %** known already, **{failureRate} %** failed, in the last {up}',
    'cachestats.reads':
      '**Reads** {reads, number}: {hits, number} from memory, {sharedHits, number} from Redis, {joined, number} with another, {misses, number} from the source, {bypasses, number} past the cache',
    'cachestats.writes':
      '**Kept** {writes, number}, **made worthless** {invalidations, number}, **failed** {readFailures, number} at the source and {writeFailures, number} at Redis',
    'cachestats.kind': '`{kind}`: {entries, number} kept, {hits, number} from memory',
    'cachestats.none': 'Nothing uses it here.',
  },
  fr: {
    'cachestats.about': 'Combien de fois ce qui est demandé est déjà connu.',
    'cachestats.title': 'Cache',
    'cachestats.rates': '**{hitRate} %** déjà connus, **{failureRate} %** d’échecs, depuis {up}',
    'cachestats.reads':
      '**Lectures** {reads, number} : {hits, number} de la mémoire, {sharedHits, number} de Redis, {joined, number} avec une autre, {misses, number} de la source, {bypasses, number} sans le cache',
    'cachestats.writes':
      '**Gardées** {writes, number}, **périmées** {invalidations, number}, **échecs** {readFailures, number} à la source et {writeFailures, number} chez Redis',
    'cachestats.kind': '`{kind}` : {entries, number} gardées, {hits, number} de la mémoire',
    'cachestats.none': 'Rien ne s’en sert ici.',
  },
});
