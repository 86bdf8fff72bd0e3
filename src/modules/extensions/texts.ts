import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'extensions list.about': 'The extensions and how they are.',
    'extensions list.title': 'Extensions',
    'extensions list.none':
      'None yet. `castellan new extension NAME` makes one; they lie in the folder `extensions`.',
    'extensions list.line':
      '{mark, select, well {✅} warned {⚠️} circle {🔄} resting {⏸️} other {❌}} **{name}** {version} · {state, select, running {loaded in {ms} ms, {commands, plural, one {# command} other {# commands}}} unloaded {unloaded} blacklisted {on the blacklist} other {not loaded}}',
    'extensions list.problem': '❌ {problem}',
    'extensions list.own': 'Built in ({count}): {names}',
    'extensions info.about': 'All about one extension.',
    'extensions info.arg.extension': 'Its name, as in the list',
    'extensions info.text': '{text}',
    'extensions info.author': 'By {author}',
    'extensions info.place': 'From `{place}`',
    'extensions info.since': 'Runs for {since}',
    'extensions info.commands': 'Commands: {names}',
    'extensions link.needs':
      '{state, select, met {✅} other {❌}} needs **{name}** `{range}`{state, select, missing {, which is not loaded} unmet {, and {found} is there} other {}}',
    'extensions link.conflicts':
      '{state, select, met {✅} other {❌}} conflicts with **{name}** `{range}`{state, select, conflict {, and {found} is there} other {}}',
    'extensions link.cycle': '🔄 its needs lead back to itself: {way}',
    'extensions check.about': 'What is wrong with extensions: needs, conflicts, circles, failures.',
    'extensions check.title':
      '{bad, plural, =0 {All {all} extensions are well} one {# of {all} extensions is in trouble} other {# of {all} extensions are in trouble}}',
    'extensions check.rules':
      'Needs are {dependencies, select, on {enforced} other {only warned of}}, conflicts {conflicts, select, on {enforced} other {only warned of}}.',
    'extensions enforce.about': 'Enforce needs or conflicts of extensions, or only warn.',
    'extensions enforce.arg.rule': 'What is enforced',
    'extensions enforce.arg.on': 'On: refused. Off: only warned of',
    'extensions enforce.done':
      '{rule, select, deps {Needs} other {Conflicts}} of extensions are now {on, select, yes {enforced} other {only warned of}}.',
    'load.about': 'Load an extension.',
    'load.arg.extension': 'Its name',
    'load.done': '`{name}` {version} is loaded.',
    'unload.about': 'Take an extension out, until it is loaded again.',
    'unload.arg.extension': 'Its name',
    'unload.done': '`{name}` is unloaded.',
    'reload.about': 'Load the newest version of an extension in the place of the one that runs.',
    'reload.arg.extension': 'Its name',
    'reload.done': '`{name}` {version} is loaded anew.',
  },
  fr: {
    'extensions list.about': 'Les extensions et leur état.',
    'extensions list.title': 'Extensions',
    'extensions list.none':
      'Aucune pour l’instant. `castellan new extension NOM` en crée une ; elles sont dans le dossier `extensions`.',
    'extensions list.line':
      '{mark, select, well {✅} warned {⚠️} circle {🔄} resting {⏸️} other {❌}} **{name}** {version} · {state, select, running {chargée en {ms} ms, {commands, plural, one {# commande} other {# commandes}}} unloaded {déchargée} blacklisted {sur la liste noire} other {pas chargée}}',
    'extensions list.problem': '❌ {problem}',
    'extensions list.own': 'Intégrées ({count}) : {names}',
    'extensions info.about': 'Tout sur une extension.',
    'extensions info.arg.extension': 'Son nom, comme dans la liste',
    'extensions info.text': '{text}',
    'extensions info.author': 'Par {author}',
    'extensions info.place': 'Depuis `{place}`',
    'extensions info.since': 'Tourne depuis {since}',
    'extensions info.commands': 'Commandes : {names}',
    'extensions link.needs':
      '{state, select, met {✅} other {❌}} a besoin de **{name}** `{range}`{state, select, missing {, qui n’est pas chargée} unmet {, et c’est {found} qui est là} other {}}',
    'extensions link.conflicts':
      '{state, select, met {✅} other {❌}} est en conflit avec **{name}** `{range}`{state, select, conflict {, et {found} est là} other {}}',
    'extensions link.cycle': '🔄 ses besoins ramènent à elle-même : {way}',
    'extensions check.about':
      'Ce qui ne va pas avec les extensions : besoins, conflits, cercles, échecs.',
    'extensions check.title':
      '{bad, plural, =0 {Les {all} extensions vont bien} one {# extension sur {all} a un problème} other {# extensions sur {all} ont un problème}}',
    'extensions check.rules':
      'Les besoins sont {dependencies, select, on {imposés} other {seulement signalés}}, les conflits {conflicts, select, on {imposés} other {seulement signalés}}.',
    'extensions enforce.about': 'Imposer les besoins ou les conflits des extensions, ou avertir.',
    'extensions enforce.arg.rule': 'Ce qui est imposé',
    'extensions enforce.arg.on': 'On : refusé. Off : seulement signalé',
    'extensions enforce.done':
      'Les {rule, select, deps {besoins} other {conflits}} des extensions sont maintenant {on, select, yes {imposés} other {seulement signalés}}.',
    'load.about': 'Charger une extension.',
    'load.arg.extension': 'Son nom',
    'load.done': '`{name}` {version} est chargée.',
    'unload.about': 'Retirer une extension, jusqu’à ce qu’on la recharge.',
    'unload.arg.extension': 'Son nom',
    'unload.done': '`{name}` est déchargée.',
    'reload.about': 'Charger la dernière version d’une extension à la place de celle qui tourne.',
    'reload.arg.extension': 'Son nom',
    'reload.done': '`{name}` {version} est rechargée.',
  },
});
