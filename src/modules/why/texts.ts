import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'why.about': 'Tell why I last refused you something, or do not answer in a channel.',
    'why.nothing': 'I have not refused you anything lately.',
    'why.title': 'Why {command} was refused {ago} ago',
    'why.trace': 'Trace {trace}',
    'why.arg.channel':
      'The channel that the bot does not answer in; without it: why it last refused you something',
    'why.arg.command': 'The command that it does not answer there',
    'why.arg.person': 'The person that it does not answer there',
    'why.because': 'I do not answer in {channel} because',
    'why.answers': 'Nothing keeps me from answering in {channel}.',
    'why.todo': '**What to do:**',
    'why.which':
      'I cannot tell which network {channel} is on. Put its name before it, as in `libera/#castle`; there are: {names}.',
    'why.no-connection': 'There is no connection {connection}. There are: {names}.',
    'why.connection': '{connection} is connected.',
    'why.connection.not':
      '{connection} is not connected to {server} ({state, select, connecting {connecting} waiting {waiting to try again} other {stopped}}). {problem}',
    'why.connection.not.todo':
      'I try again by myself. If it stays so, `castellan doctor` says what the network answers.',
    'why.inside': 'I am in {channel}.',
    'why.inside.not':
      '{reason, select, none {I am not in {channel}.} other {I am not in {channel}: {why}}}',
    'why.inside.not.todo':
      'On IRC, add it to `channels` of {connection} in the configuration, or invite me where that is allowed; on Discord, give my role “View Channel” there, or invite me to the server.',
    'why.speaks': 'I may speak in {channel}.',
    'why.speaks.not': 'I may not speak in {channel}: {why}',
    'why.speaks.not.todo': 'Whoever runs {channel} can mend that.',
    'why.prefix':
      'Commands there begin with `{prefix}`{mention, select, yes {, or with my name} other {}}.',
    'why.guard': 'Commands are taken in {channel}.',
    'why.guard.silent': 'commands in {channel} rest for {left}, because they came too fast.',
    'why.guard.silent.todo': 'It ends by itself; `flood lift` ends it now.',
    'why.output': 'Nothing of what I say in {channel} is held back.',
    'why.output.held':
      'what I say in {channel} is held back for {left}, so as not to flood it ({waiting, number} messages wait).',
    'why.output.held.todo':
      'It ends by itself. `flood output` shows and sets how much I may say there.',
    'why.person': '{who} is not held back there.',
    'why.person.held':
      '{who} is {kind, select, muted {muted} banned {banned for a while} other {held back}} there for {left} more.',
    'why.person.held.todo':
      '`rate user {who}` shows why; `unmute {who}` or `rate unban {who}` ends it.',
    'why.person.bot': '{who} is a program, and programs are not answered.',
    'why.person.bot.todo':
      'Nothing is to be mended: two programs that answer each other never stop.',
    'why.health': 'All parts of the bot are well.',
    'why.health.unwell':
      'The bot is {state, select, critical {in a critical state} other {not at its best}}: {names} (`health` says more).',
    'why.command': '`{command}` is there.',
    'why.command.off': '`{command}` is switched off here.',
    'why.command.off.todo': '`command enable {command}` switches it on again.',
    'why.command.module-off': 'the module `{module}` of `{command}` is switched off here.',
    'why.command.module-off.todo': '`plugins enable {module}` switches it on again.',
    'why.command.unknown': 'there is no command `{command}`.',
    'why.command.unknown.todo':
      '`help` shows what there is. The module that it belongs to may not be loaded.',
    'why.permission': '{who} may use `{command}` there.',
    'why.permission.missing': '{who} may not use `{command}` there: it takes `{capability}`.',
    'why.permission.missing.todo':
      'Give {who} a rank there that has `{capability}`, or use the command yourself.',
    'why.cooldown': '`{command}` rests there for {left} more after its last use.',
    'why.cooldown.todo': 'It ends by itself; `cooldown set` sets how long it rests.',
    'why.hooks': 'No hook rests.',
    'why.hooks.resting':
      'These hooks rest or are disabled, and what they do does not happen: {names}',
    'why.last':
      'The last message there that concerned me, {ago} ago, was {outcome, select, answered {answered} refused {refused} failed {not answered because something failed} ignored {passed over} other {seen}}. {stage} {why} `trace {trace}` shows it step by step.',
    'why.last.none':
      'Nothing was said in {channel} lately that I took for a command: does the message begin as it must?',
    'trace.about': 'Show step by step what became of a message.',
    'trace.arg.id': 'The trace to show; the last one here when left out',
    'trace.unknown': 'There is no such trace any more: the last 1,000 are kept.',
    'trace.title': 'Trace {id}: {kind} in {place}',
    'trace.end': '{outcome} after {micros, number} µs',
  },
  fr: {
    'why.about': 'Dire pourquoi je vous ai refusé quelque chose, ou ne réponds pas dans un salon.',
    'why.nothing': 'Je ne vous ai rien refusé ces derniers temps.',
    'why.title': 'Pourquoi {command} a été refusée il y a {ago}',
    'why.trace': 'Trace {trace}',
    'why.arg.channel':
      'Le salon où le robot ne répond pas ; sans lui : pourquoi vous avez été refusé',
    'why.arg.command': 'La commande à laquelle il n’y répond pas',
    'why.arg.person': 'La personne à qui il n’y répond pas',
    'why.because': 'Je ne réponds pas dans {channel} :',
    'why.answers': 'Rien ne m’empêche de répondre dans {channel}.',
    'why.todo': '**Que faire :**',
    'why.which':
      'Sur quel réseau est {channel} ? Mettez son nom devant, comme `libera/#castle` ; il y a : {names}.',
    'why.no-connection': 'Il n’y a pas de connexion {connection}. Il y a : {names}.',
    'why.connection': '{connection} est connecté.',
    'why.connection.not':
      '{connection} n’est pas connecté à {server} ({state, select, connecting {en cours} waiting {en attente} other {arrêté}}). {problem}',
    'why.connection.not.todo':
      'Je réessaie de moi-même. Si cela dure, `castellan doctor` dit ce que répond le réseau.',
    'why.inside': 'Je suis dans {channel}.',
    'why.inside.not':
      '{reason, select, none {je ne suis pas dans {channel}.} other {je ne suis pas dans {channel} : {why}}}',
    'why.inside.not.todo':
      'Sur IRC, ajoutez-le aux `channels` de {connection}, ou invitez-moi si c’est permis ; sur Discord, donnez à mon rôle « Voir le salon », ou invitez-moi sur le serveur.',
    'why.speaks': 'Je peux parler dans {channel}.',
    'why.speaks.not': 'je ne peux pas parler dans {channel} : {why}',
    'why.speaks.not.todo': 'Ceux qui tiennent {channel} peuvent y remédier.',
    'why.prefix':
      'Les commandes y commencent par `{prefix}`{mention, select, yes {, ou par mon nom} other {}}.',
    'why.guard': 'Les commandes sont reçues dans {channel}.',
    'why.guard.silent':
      'les commandes dans {channel} se reposent {left}, elles venaient trop vite.',
    'why.guard.silent.todo': 'Cela finit de soi-même ; `flood lift` y met fin.',
    'why.output': 'Rien de ce que je dis dans {channel} n’est retenu.',
    'why.output.held':
      'ce que je dis dans {channel} est retenu {left}, pour ne pas l’inonder ({waiting, number} messages attendent).',
    'why.output.held.todo':
      'Cela finit de soi-même. `flood output` montre et règle combien je peux y dire.',
    'why.person': '{who} n’y est pas retenu.',
    'why.person.held':
      '{who} y est {kind, select, muted {muet} banned {banni un temps} other {retenu}} encore {left}.',
    'why.person.held.todo':
      '`rate user {who}` dit pourquoi ; `unmute {who}` ou `rate unban {who}` y met fin.',
    'why.person.bot': '{who} est un programme, et on ne répond pas aux programmes.',
    'why.person.bot.todo': 'Rien à réparer : deux programmes qui se répondent n’en finissent pas.',
    'why.health': 'Toutes les parties du robot vont bien.',
    'why.health.unwell':
      'Le robot est {state, select, critical {dans un état critique} other {en moins bonne forme}} : {names} (`health` en dit plus).',
    'why.command': '`{command}` existe.',
    'why.command.off': '`{command}` est désactivée ici.',
    'why.command.off.todo': '`command enable {command}` la réactive.',
    'why.command.module-off': 'le module `{module}` de `{command}` est désactivé ici.',
    'why.command.module-off.todo': '`plugins enable {module}` le réactive.',
    'why.command.unknown': 'il n’y a pas de commande `{command}`.',
    'why.command.unknown.todo':
      '`help` montre ce qu’il y a. Son module n’est peut-être pas chargé.',
    'why.permission': '{who} peut y utiliser `{command}`.',
    'why.permission.missing': '{who} ne peut pas y utiliser `{command}` : il faut `{capability}`.',
    'why.permission.missing.todo':
      'Donnez à {who} un rang qui a `{capability}`, ou utilisez la commande vous-même.',
    'why.cooldown': '`{command}` s’y repose encore {left} après son dernier usage.',
    'why.cooldown.todo': 'Cela finit de soi-même ; `cooldown set` règle la durée.',
    'why.hooks': 'Aucun crochet ne se repose.',
    'why.hooks.resting':
      'Ces crochets se reposent ou sont éteints, et ce qu’ils font n’a pas lieu : {names}',
    'why.last':
      'Le dernier message qui m’y concernait, il y a {ago}, fut {outcome, select, answered {répondu} refused {refusé} failed {sans réponse, quelque chose a échoué} ignored {laissé de côté} other {vu}}. {stage} {why} `trace {trace}` le montre pas à pas.',
    'why.last.none':
      'Rien n’a été dit dans {channel} que j’aie pris pour une commande : le message commence-t-il comme il faut ?',
    'trace.about': 'Montrer pas à pas ce qu’est devenu un message.',
    'trace.arg.id': 'La trace à montrer ; la dernière ici si elle est omise',
    'trace.unknown': 'Cette trace n’existe plus : les 1 000 dernières sont gardées.',
    'trace.title': 'Trace {id} : {kind} dans {place}',
    'trace.end': '{outcome} après {micros, number} µs',
  },
});
