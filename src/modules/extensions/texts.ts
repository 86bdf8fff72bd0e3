import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'extensions list.about': 'The extensions and how they are.',
    'extensions list.title': 'Extensions',
    'extensions list.none':
      'None yet. `castellan new extension NAME` makes one; they lie in the folder `extensions`.',
    'extensions list.line':
      '{mark, select, well {✅} warned {⚠️} asking {🔐} circle {🔄} resting {⏸️} other {❌}} **{name}** {version} · {state, select, running {loaded in {ms} ms, {commands, plural, one {# command} other {# commands}}} unloaded {unloaded} blacklisted {on the blacklist} asking {waits for `extensions allow {name}`} other {not loaded}}',
    'extensions list.problem': '❌ {problem}',
    'extensions list.own': 'Built in ({count}): {names}',
    'extensions info.about': 'All about one extension.',
    'extensions info.arg.extension': 'Its name, as in the list',
    'extensions info.text': '{text}',
    'extensions info.author': 'By {author}',
    'extensions info.place': 'From `{place}`',
    'extensions info.since': 'Runs for {since}',
    'extensions info.commands': 'Commands: {names}',
    'extensions info.resources':
      '{listeners, plural, one {# listener} other {# listeners}}, {jobs, plural, one {# job} other {# jobs}}, {timers, plural, one {# timer} other {# timers}}, {followers, plural, one {# follower} other {# followers}}, {metrics, plural, one {# metric} other {# metrics}}, {settings, plural, one {# setting} other {# settings}}, {tables, plural, one {# table} other {# tables}}{routes, plural, =0 {} one {, # route} other {, # routes}}',
    'extensions log.about': 'What the log said last of an extension.',
    'extensions log.arg.extension': 'Its name',
    'extensions log.title': 'Log of {name}',
    'extensions log.none': 'Nothing since the program started.',
    'extensions log.line': '`{at}` {level, select, error {❌} warn {⚠️} other {·}} {text}',
    'extensions link.needs':
      '{state, select, met {✅} other {❌}} needs **{name}** `{range}`{state, select, missing {, which is not loaded} unmet {, and {found} is there} other {}}',
    'extensions link.conflicts':
      '{state, select, met {✅} other {❌}} conflicts with **{name}** `{range}`{state, select, conflict {, and {found} is there} other {}}',
    'extensions link.cycle': '🔄 its needs lead back to itself: {way}',
    'extensions rights.trusted': 'Runs inside Castellan, with all its rights.',
    'extensions rights.guest':
      'A guest{resting, select, yes {, which is not running just now} other {}}{megabytes, plural, =0 {} other { (# MB of memory)}}{ends, plural, =0 {} one {, stopped once} other {, stopped # times}}: in a process of its own, without files, network or settings of others.',
    'extensions rights.asks': '🔐 Waits to be allowed (`extensions allow {name}`) that it:',
    'extensions rights.power': '· {power}',
    'extensions allow.about': 'Allow an extension the powers that it asks for.',
    'extensions allow.arg.extension': 'Its name',
    'extensions allow.done': '`{name}` has the powers that it asked for.',
    'extensions trust.about':
      'Let an extension run inside Castellan, with all its rights. Only for code that you have read.',
    'extensions trust.arg.extension': 'Its name',
    'extensions trust.done': '`{name}` is trusted with everything.',
    'extensions revoke.about': 'Take back powers and trust of an extension.',
    'extensions revoke.arg.extension': 'Its name',
    'extensions revoke.done': '`{name}` has no powers any more.',
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
    'plugins alert.about': 'Tell alerts about extensions in a channel of their own.',
    'plugins alert.arg.channel': 'Which; here, where nothing is said',
    'plugins alert.where': 'Name a channel, or say it in one.',
    'plugins alert.done': 'Alerts about extensions are told in {place}.',
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
      '{mark, select, well {✅} warned {⚠️} asking {🔐} circle {🔄} resting {⏸️} other {❌}} **{name}** {version} · {state, select, running {chargée en {ms} ms, {commands, plural, one {# commande} other {# commandes}}} unloaded {déchargée} blacklisted {sur la liste noire} asking {attend `extensions allow {name}`} other {pas chargée}}',
    'extensions list.problem': '❌ {problem}',
    'extensions list.own': 'Intégrées ({count}) : {names}',
    'extensions info.about': 'Tout sur une extension.',
    'extensions info.arg.extension': 'Son nom, comme dans la liste',
    'extensions info.text': '{text}',
    'extensions info.author': 'Par {author}',
    'extensions info.place': 'Depuis `{place}`',
    'extensions info.since': 'Tourne depuis {since}',
    'extensions info.commands': 'Commandes : {names}',
    'extensions info.resources':
      '{listeners, plural, one {# écouteur} other {# écouteurs}}, {jobs, plural, one {# tâche} other {# tâches}}, {timers, plural, one {# minuterie} other {# minuteries}}, {followers, plural, one {# abonnement} other {# abonnements}}, {metrics, plural, one {# mesure} other {# mesures}}, {settings, plural, one {# réglage} other {# réglages}}, {tables, plural, one {# table} other {# tables}}{routes, plural, =0 {} one {, # route} other {, # routes}}',
    'extensions log.about': 'Ce que le journal a dit dernièrement d’une extension.',
    'extensions log.arg.extension': 'Son nom',
    'extensions log.title': 'Journal de {name}',
    'extensions log.none': 'Rien depuis le démarrage du programme.',
    'extensions log.line': '`{at}` {level, select, error {❌} warn {⚠️} other {·}} {text}',
    'extensions link.needs':
      '{state, select, met {✅} other {❌}} a besoin de **{name}** `{range}`{state, select, missing {, qui n’est pas chargée} unmet {, et c’est {found} qui est là} other {}}',
    'extensions link.conflicts':
      '{state, select, met {✅} other {❌}} est en conflit avec **{name}** `{range}`{state, select, conflict {, et {found} est là} other {}}',
    'extensions link.cycle': '🔄 ses besoins ramènent à elle-même : {way}',
    'extensions rights.trusted': 'Tourne dans Castellan, avec tous ses droits.',
    'extensions rights.guest':
      'Une invitée{resting, select, yes { qui ne tourne pas en ce moment} other {}}{megabytes, plural, =0 {} other { (# Mo de mémoire)}}{ends, plural, =0 {} one {, arrêtée une fois} other {, arrêtée # fois}} : dans un processus à elle, sans fichiers, réseau ni réglages d’autrui.',
    'extensions rights.asks': '🔐 Attend qu’on l’autorise (`extensions allow {name}`) : elle',
    'extensions rights.power': '· {power}',
    'extensions allow.about': 'Autoriser les pouvoirs qu’une extension demande.',
    'extensions allow.arg.extension': 'Son nom',
    'extensions allow.done': '`{name}` a les pouvoirs qu’elle demandait.',
    'extensions trust.about':
      'Laisser une extension tourner dans Castellan, avec tous ses droits. Seulement pour du code que vous avez lu.',
    'extensions trust.arg.extension': 'Son nom',
    'extensions trust.done': '`{name}` a toute confiance.',
    'extensions revoke.about': 'Retirer à une extension ses pouvoirs et la confiance.',
    'extensions revoke.arg.extension': 'Son nom',
    'extensions revoke.done': '`{name}` n’a plus de pouvoirs.',
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
    'plugins alert.about': 'Dire les alertes sur les extensions dans un salon à elles.',
    'plugins alert.arg.channel': 'Lequel ; ici, si rien n’est dit',
    'plugins alert.where': 'Nommez un salon, ou dites-le dans un salon.',
    'plugins alert.done': 'Les alertes sur les extensions sont dites dans {place}.',
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
