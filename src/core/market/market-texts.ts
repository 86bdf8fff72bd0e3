import { defineTexts } from '../texts/texts.ts';

/** The terms of the market, and what its refusals say. */
export const marketTexts = defineTexts({
  en: {
    'market.terms':
      'Extensions are written by others and come under the licences that they name. They are checked for being what their publishers signed, not for what they do: once enabled, their code runs here. Whoever installs one answers for it.',
    'market.terms-first':
      'The market has terms. Read and accept them first: `{prefix}market terms`.',
    'market.no-index':
      'No market is configured. Name an index in castellan.yaml: "market: indexes: [url, key]".',
    'market.unknown': 'No market offers `{id}`. `market search` finds what there is.',
    'market.held':
      '`{id}` {version} is installed already. `market update {id}` looks for a newer one.',
    'market.staged':
      '`{id}` {version} is installed and waits: `market enable {id}` puts it to use.',
    'market.taken':
      'There is an extension `{id}` that did not come from the market. Take it away first, or rename it.',
    'market.not-held': '`{id}` was not installed from a market. `market install {id}` does that.',
    'market.newest': '`{id}` {version} is the newest there is.',
    'market.nothing-staged':
      'No version of `{id}` waits to be enabled. `market install {id}` or `market update {id}` brings one.',
    'market.no-previous': 'There is no version of `{id}` to go back to.',
    'market.broken': '`{id}` is marked as broken by its publisher, so I leave it alone.',
    'market.misfit':
      '`{id}` works with Castellan {range}, and this is {product}. Nothing was installed.',
    'market.unsigned':
      'The signature of `{id}` is not that of its publisher. Nothing was installed; tell whoever keeps the index.',
    'market.other-publisher':
      'The new version of `{id}` is signed by another publisher than the one that is installed. Nothing was installed. If you know why and trust it, delete its folder among the extensions and install it anew.',
    'market.other-bytes':
      'What came for `{id}` is not what the index says (another hash or size). Nothing was installed; try `market refresh`, and tell whoever keeps the index.',
    'market.bad-package': 'The package of `{id}` cannot be used: {why}. Nothing was changed.',
    'market.index-none': 'What is there is no index of Castellan. Check the address.',
    'market.index-unsigned':
      'The index is not signed by the key in the configuration, so nothing of it is offered. Check "key" with whoever keeps the index.',
    'market.index-malformed': 'The index is signed, but not as it should be (at "{where}").',
    'market.index-expired':
      'The index was good until {date}. Whoever keeps it has to sign it anew, or somebody holds back newer ones.',
    'market.index-older':
      'The index has number {serial}, and number {seen} was seen before. Somebody holds back newer ones, so nothing of it is offered.',
    'market.index-forked':
      'The index has number {serial} again with other content. Nothing of it is offered; ask whoever keeps it.',
    'market.private':
      '{host} lies in a private network, where I go only when the configuration says so ("private: true" of the index), and never by a redirect.',
    'market.moved': '{host} sends me elsewhere too often, or to where I do not go.',
    'market.busy': '{host} is too busy. Try again later.',
    'market.slow': '{host} took too long. Nothing was installed; try again later.',
    'market.cut': '{host} broke off in the middle. Nothing was installed; try again.',
    'market.too-large': 'What came is larger than the {most} bytes that it may have.',
    'market.answered': '{host} answered {status}.',
    'market.unreachable': '{host} cannot be read: {why}',
  },
  fr: {
    'market.terms':
      'Les extensions sont écrites par d’autres et viennent sous les licences qu’elles indiquent. On vérifie qu’elles sont bien ce que leurs éditeurs ont signé, pas ce qu’elles font : une fois activées, leur code tourne ici. Qui en installe une en répond.',
    'market.terms-first':
      'Le marché a des conditions. Lisez-les et acceptez-les d’abord : `{prefix}market terms`.',
    'market.no-index':
      'Aucun marché n’est configuré. Indiquez un index dans castellan.yaml : « market: indexes: [url, key] ».',
    'market.unknown': 'Aucun marché ne propose `{id}`. `market search` montre ce qu’il y a.',
    'market.held':
      '`{id}` {version} est déjà installée. `market update {id}` en cherche une plus récente.',
    'market.staged': '`{id}` {version} est installée et attend : `market enable {id}` l’active.',
    'market.taken':
      'Il y a une extension `{id}` qui ne vient pas du marché. Retirez-la ou renommez-la d’abord.',
    'market.not-held':
      '`{id}` n’a pas été installée depuis un marché. `market install {id}` le fait.',
    'market.newest': '`{id}` {version} est la plus récente.',
    'market.nothing-staged':
      'Aucune version de `{id}` n’attend d’être activée. `market install {id}` ou `market update {id}` en apporte une.',
    'market.no-previous': 'Il n’y a pas de version précédente de `{id}`.',
    'market.broken': '`{id}` est signalée comme cassée par son éditeur ; je n’y touche pas.',
    'market.misfit':
      '`{id}` marche avec Castellan {range}, et celui-ci est {product}. Rien n’a été installé.',
    'market.unsigned':
      'La signature de `{id}` n’est pas celle de son éditeur. Rien n’a été installé ; prévenez qui tient l’index.',
    'market.other-publisher':
      'La nouvelle version de `{id}` est signée par un autre éditeur que celle installée. Rien n’a été installé. Si vous savez pourquoi et lui faites confiance, supprimez son dossier parmi les extensions et installez-la de nouveau.',
    'market.other-bytes':
      'Ce qui est venu pour `{id}` n’est pas ce que dit l’index (autre empreinte ou taille). Rien n’a été installé ; essayez `market refresh` et prévenez qui tient l’index.',
    'market.bad-package': 'Le paquet de `{id}` est inutilisable : {why}. Rien n’a été changé.',
    'market.index-none': 'Ce qui s’y trouve n’est pas un index de Castellan. Vérifiez l’adresse.',
    'market.index-unsigned':
      'L’index n’est pas signé par la clé de la configuration ; rien n’en est proposé. Vérifiez « key » avec qui tient l’index.',
    'market.index-malformed': 'L’index est signé, mais mal formé (à « {where} »).',
    'market.index-expired':
      'L’index était valable jusqu’au {date}. Qui le tient doit le signer de nouveau, ou quelqu’un retient les plus récents.',
    'market.index-older':
      'L’index porte le numéro {serial}, et le numéro {seen} a déjà été vu. Quelqu’un retient les plus récents ; rien n’en est proposé.',
    'market.index-forked':
      'L’index porte encore le numéro {serial} avec un autre contenu. Rien n’en est proposé ; demandez à qui le tient.',
    'market.private':
      '{host} est dans un réseau privé, où je ne vais que si la configuration le dit (« private: true » de l’index), et jamais par une redirection.',
    'market.moved': '{host} me renvoie ailleurs trop souvent, ou là où je ne vais pas.',
    'market.busy': '{host} est trop occupé. Réessayez plus tard.',
    'market.slow': '{host} a mis trop de temps. Rien n’a été installé ; réessayez plus tard.',
    'market.cut': '{host} s’est interrompu au milieu. Rien n’a été installé ; réessayez.',
    'market.too-large': 'Ce qui est venu dépasse les {most} octets permis.',
    'market.answered': '{host} a répondu {status}.',
    'market.unreachable': '{host} ne peut être lu : {why}',
  },
});
