import { defineTexts } from '../core/texts/texts.ts';

/** Words of the operators' console, and of the way to it over IRC. */
export const consoleTexts = defineTexts({
  en: {
    'console.greeting':
      'Castellan console. ".help" lists the commands, ".status" the connections, ".console 3" shows the log as it comes, ".quit" or Ctrl+D leaves.',
    'console.stopping': 'Castellan is stopping.',
    'console.again': 'Connect again, please.',
    'console.bye': 'Goodbye.',
    'console.too-fast':
      'Too fast: at most {max} lines in {seconds} seconds are read. The last ones were not.',
    'console.flooded': 'Too many lines. Goodbye.',
    'console.slash':
      'Commands begin with a dot here: "{command}". Nothing was done, and nobody else has seen the line.',
    'console.alone': 'Nobody else hears you. Commands begin with a dot, as in ".help".',
    'console.alone-meant': 'Nobody else hears you. Did you mean the command ".{command}"?',
    'console.secret':
      'That looks as if it held a password, a key or a login. It was not said to anyone; say it in other words if it should be.',
    'console.says': '<{name}> {text}',
    'console.came': '--- {name} is here ({via})',
    'console.left': '--- {name} has left',
    'console.talk-on':
      'You hear the other operators now, and they hear what you write without a dot.',
    'console.talk-off': 'You no longer hear the other operators.',
    'console.level-off': 'The log is not shown.',
    'console.level':
      'The log is shown: {level, select, 1 {errors} 2 {warnings and worse} 3 {everything but details} 4 {details too} other {details, and what became of each command}}. ".console 0" ends it.',
    'console.level-is':
      'The log is shown at level {level}. ".console" and a number from 0 to 5 changes that: 0 off, 1 errors, 2 warnings, 3 information, 4 details, 5 traces.',
    'console.level-wrong':
      '".console" takes a number from 0 to 5: 0 off, 1 errors, 2 warnings, 3 information, 4 details, 5 traces.',
    'console.who-title': 'On the console',
    'console.who-line':
      '#{number} {name} — {via}, for {since}{level, select, 0 {} other {, log {level}}}{hears, select, yes {} other {, does not hear the others}}{self, select, yes { (you)} other {}}',
    'console.via-here': 'this machine',
    'console.via-dcc': 'DCC CHAT, {network}',
    'console.bcast-nothing': '".bcast" and a text says it to the other operators.',
    'console.bcast-said':
      '{count, plural, =0 {Nobody else is here to hear that.} one {Said to one other.} other {Said to # others.}}',
    'console.missed':
      '{count, plural, one {… one line was left out: this link is too slow.} other {… # lines were left out: this link is too slow.}}',
    'console.help':
      '**This console**: console, who, chat, bcast, quit. What is written without a dot is said to the other operators who are here.',
    'console.help-console':
      '.console 0–5: how much of the log is shown here as it comes. 0 nothing, 1 errors, 2 warnings, 3 information, 4 details, 5 what became of each command.',
    'console.help-who': '.who: who else is on the console.',
    'console.help-chat': '.chat on or off: whether you hear the other operators.',
    'console.help-bcast': '.bcast and a text: says it to the other operators.',
    'console.help-quit': '.quit: leaves.',
    'console.happening-connection': 'Connection {connection}: {state}',
    'console.happening-guard':
      '{kind, select, muted {The guard muted {who}} banned {The guard banned {who} from commands} other {The guard silenced {where}}} for {forTime}',
    'dcc.off':
      'The console over DCC CHAT is switched off. Whoever runs this bot can switch it on: console: dcc: on, in castellan.yaml.',
    'dcc.unidentified':
      'You are not logged in to services, so nothing proves who you are. Log in first, then ask again.',
    'dcc.malformed': 'The address or the port in your offer cannot be read.',
    'dcc.encrypted':
      'Encrypted DCC is not offered. Use plain DCC CHAT, or better "castellan console" on the machine itself.',
    'dcc.busy': 'Another chat is just being opened. Try again in a minute.',
    'dcc.full': 'There are as many people on the console as there can be.',
    'dcc.private':
      'Your offer leads to {address}, which is no public address, and I connect only to those. Offer your public address, ask me with "/ctcp {nick} chat" instead, or have console.dcc_private set to true.',
    'dcc.low-port': 'Your offer leads to port {port}. Ports below 1024 are never connected to.',
    'dcc.locked':
      'Too many wrong codes came from {address}. Try again in {minutes, plural, one {a minute} other {# minutes}}.',
    'dcc.unreachable':
      'I cannot reach {address}, port {port} ({why}). Ask me with "/ctcp {nick} chat" instead, and I listen for you.',
    'dcc.cannot-listen':
      'I cannot listen for you: none of the ports of console.dcc_ports can be opened.',
    'dcc.no-listening':
      'I do not listen here: console.dcc_address is not set. Offer the chat yourself with "/dcc chat {nick}".',
    'dcc.not-taken': 'You did not connect in time. Ask again when you are ready.',
    'dcc.banner':
      'Castellan console over DCC CHAT. This link is NOT encrypted: whoever is on the way reads along.',
    'dcc.ask':
      'A code was sent to {name} by notice on {network}. Type it here within {seconds} seconds.',
    'dcc.code':
      'Your code for the console is {code}. It is good for {seconds} seconds and only for the chat with {address} that was just opened. If that was not you, do nothing.',
    'dcc.wrong': 'That is not the code. {left, plural, one {One try is} other {# tries are}} left.',
    'dcc.wrong-end': 'That is not the code. Goodbye.',
    'dcc.too-late': 'The code did not come in time. Goodbye.',
    'dcc.welcome': 'Welcome, {name}.',
  },
  fr: {
    'console.greeting':
      'Console de Castellan. « .help » montre les commandes, « .status » les connexions, « .console 3 » le journal au fil de l’eau ; « .quit » ou Ctrl+D pour partir.',
    'console.stopping': 'Castellan s’arrête.',
    'console.again': 'Reconnectez-vous, s’il vous plaît.',
    'console.bye': 'Au revoir.',
    'console.too-fast':
      'Trop vite : au plus {max} lignes en {seconds} secondes sont lues. Les dernières ne l’ont pas été.',
    'console.flooded': 'Trop de lignes. Au revoir.',
    'console.slash':
      'Ici, les commandes commencent par un point : « {command} ». Rien n’a été fait, et personne d’autre n’a vu la ligne.',
    'console.alone':
      'Personne d’autre ne vous entend. Les commandes commencent par un point, comme « .help ».',
    'console.alone-meant':
      'Personne d’autre ne vous entend. Vouliez-vous la commande « .{command} » ?',
    'console.secret':
      'Cela semble contenir un mot de passe, une clé ou une identification. Personne ne l’a vu ; dites-le autrement s’il le faut.',
    'console.says': '<{name}> {text}',
    'console.came': '--- {name} est là ({via})',
    'console.left': '--- {name} est parti',
    'console.talk-on':
      'Vous entendez maintenant les autres opérateurs, et ils entendent ce que vous écrivez sans point.',
    'console.talk-off': 'Vous n’entendez plus les autres opérateurs.',
    'console.level-off': 'Le journal n’est pas montré.',
    'console.level':
      'Le journal est montré : {level, select, 1 {les erreurs} 2 {les avertissements et pire} 3 {tout sauf les détails} 4 {les détails aussi} other {les détails, et ce que devient chaque commande}}. « .console 0 » y met fin.',
    'console.level-is':
      'Le journal est montré au niveau {level}. « .console » et un nombre de 0 à 5 le change : 0 rien, 1 erreurs, 2 avertissements, 3 informations, 4 détails, 5 traces.',
    'console.level-wrong':
      '« .console » prend un nombre de 0 à 5 : 0 rien, 1 erreurs, 2 avertissements, 3 informations, 4 détails, 5 traces.',
    'console.who-title': 'Sur la console',
    'console.who-line':
      '#{number} {name} — {via}, depuis {since}{level, select, 0 {} other {, journal {level}}}{hears, select, yes {} other {, n’entend pas les autres}}{self, select, yes { (vous)} other {}}',
    'console.via-here': 'cette machine',
    'console.via-dcc': 'DCC CHAT, {network}',
    'console.bcast-nothing': '« .bcast » et un texte le dit aux autres opérateurs.',
    'console.bcast-said':
      '{count, plural, =0 {Personne d’autre n’est là pour l’entendre.} one {Dit à une autre personne.} other {Dit à # autres.}}',
    'console.missed':
      '{count, plural, one {… une ligne manque : cette liaison est trop lente.} other {… # lignes manquent : cette liaison est trop lente.}}',
    'console.help':
      '**Cette console** : console, who, chat, bcast, quit. Ce qui est écrit sans point est dit aux autres opérateurs présents.',
    'console.help-console':
      '.console 0–5 : ce qui est montré ici du journal au fil de l’eau. 0 rien, 1 erreurs, 2 avertissements, 3 informations, 4 détails, 5 ce que devient chaque commande.',
    'console.help-who': '.who : qui d’autre est sur la console.',
    'console.help-chat': '.chat on ou off : si vous entendez les autres opérateurs.',
    'console.help-bcast': '.bcast et un texte : le dit aux autres opérateurs.',
    'console.help-quit': '.quit : partir.',
    'console.happening-connection': 'Connexion {connection} : {state}',
    'console.happening-guard':
      '{kind, select, muted {Le gardien a rendu {who} muet} banned {Le gardien a banni {who} des commandes} other {Le gardien a fait taire {where}}} pour {forTime}',
    'dcc.off':
      'La console par DCC CHAT est désactivée. Qui fait tourner ce robot peut l’activer : console: dcc: on, dans castellan.yaml.',
    'dcc.unidentified':
      'Vous n’êtes pas identifié auprès des services ; rien ne prouve qui vous êtes. Identifiez-vous, puis redemandez.',
    'dcc.malformed': 'L’adresse ou le port de votre offre est illisible.',
    'dcc.encrypted':
      'Le DCC chiffré n’est pas proposé. Utilisez DCC CHAT simple, ou mieux « castellan console » sur la machine même.',
    'dcc.busy': 'Une autre discussion est en train de s’ouvrir. Réessayez dans une minute.',
    'dcc.full': 'La console est pleine.',
    'dcc.private':
      'Votre offre mène à {address}, qui n’est pas une adresse publique, et je ne me connecte qu’à celles-là. Offrez votre adresse publique, demandez-moi avec « /ctcp {nick} chat », ou faites mettre console.dcc_private à true.',
    'dcc.low-port':
      'Votre offre mène au port {port}. Je ne me connecte jamais aux ports inférieurs à 1024.',
    'dcc.locked':
      'Trop de mauvais codes sont venus de {address}. Réessayez dans {minutes, plural, one {une minute} other {# minutes}}.',
    'dcc.unreachable':
      'Je ne peux pas joindre {address}, port {port} ({why}). Demandez-moi avec « /ctcp {nick} chat », et j’écouterai.',
    'dcc.cannot-listen':
      'Je ne peux pas écouter : aucun des ports de console.dcc_ports ne s’ouvre.',
    'dcc.no-listening':
      'Je n’écoute pas ici : console.dcc_address n’est pas réglé. Offrez vous-même la discussion avec « /dcc chat {nick} ».',
    'dcc.not-taken': 'Vous ne vous êtes pas connecté à temps. Redemandez quand vous serez prêt.',
    'dcc.banner':
      'Console de Castellan par DCC CHAT. Cette liaison n’est PAS chiffrée : qui se trouve sur le chemin peut lire.',
    'dcc.ask':
      'Un code a été envoyé à {name} par notice sur {network}. Tapez-le ici dans les {seconds} secondes.',
    'dcc.code':
      'Votre code pour la console est {code}. Il vaut {seconds} secondes et seulement pour la discussion avec {address} qui vient de s’ouvrir. Si ce n’était pas vous, ne faites rien.',
    'dcc.wrong':
      'Ce n’est pas le code. {left, plural, one {Il reste un essai.} other {Il reste # essais.}}',
    'dcc.wrong-end': 'Ce n’est pas le code. Au revoir.',
    'dcc.too-late': 'Le code n’est pas venu à temps. Au revoir.',
    'dcc.welcome': 'Bienvenue, {name}.',
  },
});
