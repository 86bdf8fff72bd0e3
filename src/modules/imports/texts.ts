import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'import.about': 'Take over what other programs left on this machine.',
    'import read.about': 'Show what could be taken over from another program.',
    'import read.arg.source': 'The program',
    'import read.arg.path': 'A file or folder on this machine',
    'import read.arg.how': 'connection=…, space=…, map=old=new, overwrite',
    'import take.about': 'Take what the command line has read.',
    'import take.arg.found': 'What it has read',
    'import confirm.about': 'Take the import that was shown to you.',
    'import confirm.arg.code': 'The code that you were shown',
    'import.plan':
      '{changes, plural, =0 {No setting would change} one {# setting would change} other {# settings would change}}{cases, plural, =0 {} one {, # case would be written down} other {, # cases would be written down}}, {same, plural, one {# is} other {# are}} so already{conflicts, plural, =0 {} one {, # was changed here and stays} other {, # were changed here and stay}}{left, plural, =0 {} one {, # is left} other {, # are left}}',
    'import.change':
      '+ {from}: **{name}** ({scope}) {own, select, yes {`{after}` (until now as wider places say)} other {`{before}` → `{after}`}}',
    'import.case':
      '+ {from}: {count, plural, one {# case} other {# cases}} of **{what}** ({scope}){stands, select, yes {, in force} other {}}',
    'import.conflict':
      '! {from}: **{name}** ({scope}) {set, select, yes {is `{here}` here} other {was taken back here}} (by {by}), `{there}` there',
    'import.left': '- {from}: left, because {reason}',
    'import.more': '… and {count, number} more.',
    'import.overwrite': 'What was changed here stays, unless you add "overwrite".',
    'import.confirm': 'To take it, say `{prefix}import confirm {code}` within five minutes.',
    'import.button': 'Take it',
    'import.done':
      '{count, plural, =0 {{cases, plural, =0 {Nothing was changed.} other {}}} one {# value was taken over.} other {# values were taken over.}}{cases, plural, =0 {} one { # case was written down.} other { # cases were written down.}}',
    'import.url-in-chat':
      'The address of a database has a password in it: give it on the command line of the machine, castellan import openguard <address>. If the one that you wrote has one, change that password.',
    'import.how':
      '"{word}" is not understood. There are connection=<name>, space=<id>, map=<old>=<new> and overwrite.',
    'import.not-handed-over':
      'This is for the command line: castellan import <source> <place>. In chat it is import read.',
    'import.no-file': 'There is no file {path}.',
    'import.not-a-file': '{path} is neither a file nor a folder that can be read.',
    'import.not-allowed': '{path} may not be read. Check who owns it.',
    'import.unreadable': '{path} cannot be read ({code}).',
    'import.too-large':
      '{path} is larger than {mebibytes, number} MiB, and none of these files ever is. Is it the right one?',
    'import.not-text':
      '{path} is no text in UTF-8 ({seen, select, binary {there are zero bytes in it} other {{seen}}}). Save it as UTF-8 and try again.',
    'import.not-json':
      '{path} is no JSON: something is wrong in line {line, number}, or the file is cut off there. Nothing was taken.',
    'import.not-what': '{path} does not look like one of: {wanted}. Nothing was taken.',
    'import.nothing-there': 'In {path} there is none of: {files}.',
    'import.not-sqlite':
      '{path} {why, select, none {is no SQLite database} other {has no table guild_settings} damaged {is damaged or was cut off (if the old bot still runs, stop it and try again)}}. Nothing was taken.',
    'import.which-guild':
      'The folder of {path} is not named by the id of a server. Say whose it is: space=discord:<id> (on the command line --community discord:<id>).',
    'import.no-database':
      'The database cannot be read: {why}. Check the address and that the server runs. Nothing was taken.',
    'import.no-tables':
      'In that database there is no table guild_config. Is it the one of openguard?',
    'import.too-much': 'There are more than {most, number} values. Take them over in parts.',
    'import.no-list':
      '{path} is no list of cases: it should be JSON with one list in it, or a table (CSV) with a line of names. Nothing was taken.',
    'import.which-server':
      '{path} does not say whose it is. Say it: space=discord:<id> (on the command line --community discord:<id>).',
    'import.not-there': 'The bot is not in {space} now, so nobody can say who is banned there.',
    'import.bad-url':
      'That is no address of a database: it should be postgres://user:password@host/name.',
    'import.bad-map':
      '"{pair}" is no pair: it should be old=new, with a place of Castellan at the end, like 123456789012345678=discord:123456789012345678 or #old=irc:libera:#new.',
    'import.bad-place':
      '"{place}" is no place: it should be discord:<id> or irc:<connection>:<#channel>.',
    'import.no-connection':
      'There is no IRC connection "{connection}" in castellan.yaml. There are: {known}.',
    'import.left.unknown': 'nothing is known of that name',
    'import.left.secret': 'it is a secret, and secrets are not taken out of old files',
    'import.left.type': 'it is not of the form that the old program writes',
    'import.left.twice': 'another value for {name} in the same place came first',
    'import.left.no-setting': 'this Castellan has no setting {name}',
    'import.left.no-command': 'this Castellan has no command {command}',
    'import.left.file': 'it belongs into castellan.yaml; write it there: {line}',
    'import.left.fixed': 'here it is always {ours}',
    'import.left.instance': 'it can only be set for the whole instance',
    'import.left.outside':
      'the data folder lies outside the folder that was named; name it by itself',
    'import.left.games': 'there is no game with items and questions here',
    'import.left.alerts':
      'backups that fail are told of here by themselves; set core.alertChannel to where',
    'import.left.folder': 'backups of Castellan have a folder of their own',
    'import.left.zone': 'its time zone is not told; set backups.at in castellan.yaml, in UTC',
    'import.left.one-switch':
      'daily, weekly and monthly backups go together here; to keep none of a kind set backups.keep.{kind} to 0',
    'import.left.nicks':
      'a nick is no proof of who somebody is; put accounts into "owners" in castellan.yaml',
    'import.left.grants': 'rights by command and role are given anew here',
    'import.left.extensions': 'extensions of the old program do not run here',
    'import.left.presence': 'there is no line of presence here',
    'import.left.one-database': 'everything is in Castellan’s own database',
    'import.left.slash': 'which commands become slash commands is planned here by itself',
    'import.left.always': 'what it switches is always there',
    'import.left.counts': 'counts begin anew here',
    'import.left.snapshots': 'there are no copies of a server’s structure here yet',
    'import.left.shards': 'operators are told of connections here in core.alertChannel',
    'import.left.table': 'it belongs to an extension ({rows, plural, one {# row} other {# rows}})',
    'import.left.memory': 'how long something stays in memory takes care of itself here',
    'import.left.connections':
      'connections are made with castellan init, which asks for what it needs',
    'import.left.ai': 'there is no AI here',
    'import.left.line': 'the line is neither a section, a value nor a command for a channel',
    'import.left.which-channel':
      'it is not clear which channel {channel} is here: name its connection, or where it is (map)',
    'import.left.chanset': 'there is no such switch here',
    'import.left.case-kind': '"{word}" is no sanction that is kept here',
    'import.left.case-nobody': 'it does not say whom it was done to',
    'import.left.case-deleted': 'it was deleted there',
    'import.left.case-automatic': 'what its AI did stands among its infractions already',
    'import.left.case-line': 'the line is no entry of a list of bans',
    'import.left.no-place': 'there is no connection in castellan.yaml that {space} could be on',
    'import.left.global-bans':
      'a ban everywhere is an act here and not a record: say globalban for those whom it still should hold for',
    'import.left.appeals': 'an appeal belongs to a case of its own program, and was answered there',
    'import.left.suggestions': 'there is no channel for suggestions here',
    'import.left.mod-log':
      'there is no log of moderation here yet; operators are told in core.alertChannel',
    'import.left.never-read': 'the old bot itself never read it',
    'import.left.roles': 'rights of a role come from the server itself here',
    'import.left.vanity': 'there is no lock for invitation addresses here',
    'import.left.slowmode': 'slow mode follows raids here, not the number of messages',
    'import.left.known-anyway': 'Castellan learns it from Discord',
    'import.left.bot-phrases': 'there is no search for phrases of bots here',
    'import.left.people': 'it is about people, and nothing here needs it',
    'import.left.blog': 'there is no blog here',
  },
  fr: {
    'import.about': 'Reprendre ce que d’autres programmes ont laissé sur cette machine.',
    'import read.about': 'Montrer ce qui pourrait être repris d’un autre programme.',
    'import read.arg.source': 'Le programme',
    'import read.arg.path': 'Un fichier ou un dossier de cette machine',
    'import read.arg.how': 'connection=…, space=…, map=ancien=nouveau, overwrite',
    'import take.about': 'Reprendre ce que la ligne de commande a lu.',
    'import take.arg.found': 'Ce qu’elle a lu',
    'import confirm.about': 'Faire la reprise qui vous a été montrée.',
    'import confirm.arg.code': 'Le code qui vous a été montré',
    'import.plan':
      '{changes, plural, =0 {Aucun réglage ne changerait} one {# réglage changerait} other {# réglages changeraient}}{cases, plural, =0 {} one {, # cas serait noté} other {, # cas seraient notés}}, {same, plural, one {# est} other {# sont}} déjà ainsi{conflicts, plural, =0 {} one {, # a été changée ici et reste} other {, # ont été changées ici et restent}}{left, plural, =0 {} one {, # est laissée} other {, # sont laissées}}',
    'import.change':
      '+ {from} : **{name}** ({scope}) {own, select, yes {`{after}` (jusqu’ici comme dit plus haut)} other {`{before}` → `{after}`}}',
    'import.case':
      '+ {from} : {count, plural, one {# cas} other {# cas}} de **{what}** ({scope}){stands, select, yes {, en vigueur} other {}}',
    'import.conflict':
      '! {from} : **{name}** ({scope}) {set, select, yes {vaut `{here}` ici} other {a été rendue ici}} (par {by}), `{there}` là-bas',
    'import.left': '- {from} : laissé, parce que {reason}',
    'import.more': '… et {count, number} de plus.',
    'import.overwrite': 'Ce qui a été changé ici reste, sauf si vous ajoutez « overwrite ».',
    'import.confirm':
      'Pour le reprendre, dites `{prefix}import confirm {code}` dans les cinq minutes.',
    'import.button': 'Reprendre',
    'import.done':
      '{count, plural, =0 {{cases, plural, =0 {Rien n’a été changé.} other {}}} one {# valeur a été reprise.} other {# valeurs ont été reprises.}}{cases, plural, =0 {} one { # cas a été noté.} other { # cas ont été notés.}}',
    'import.url-in-chat':
      'L’adresse d’une base contient un mot de passe : donnez-la sur la ligne de commande de la machine, castellan import openguard <adresse>. Si celle que vous avez écrite en a un, changez-le.',
    'import.how':
      '« {word} » n’est pas compris. Il y a connection=<nom>, space=<id>, map=<ancien>=<nouveau> et overwrite.',
    'import.not-handed-over':
      'Ceci est pour la ligne de commande : castellan import <source> <endroit>. Ici c’est import read.',
    'import.no-file': 'Il n’y a pas de fichier {path}.',
    'import.not-a-file': '{path} n’est ni un fichier ni un dossier qui se lit.',
    'import.not-allowed': '{path} ne peut pas être lu. Voyez à qui il appartient.',
    'import.unreadable': '{path} ne peut pas être lu ({code}).',
    'import.too-large':
      '{path} dépasse {mebibytes, number} Mio, ce qu’aucun de ces fichiers ne fait. Est-ce le bon ?',
    'import.not-text':
      '{path} n’est pas du texte en UTF-8 ({seen, select, binary {il y a des octets nuls} other {{seen}}}). Enregistrez-le en UTF-8 et recommencez.',
    'import.not-json':
      '{path} n’est pas du JSON : la ligne {line, number} est fautive, ou le fichier s’arrête là. Rien n’a été repris.',
    'import.not-what': '{path} ne ressemble à aucun de : {wanted}. Rien n’a été repris.',
    'import.nothing-there': 'Dans {path}, il n’y a aucun de : {files}.',
    'import.not-sqlite':
      '{path} {why, select, none {n’est pas une base SQLite} other {n’a pas de table guild_settings} damaged {est abîmé ou coupé (si l’ancien robot tourne encore, arrêtez-le et recommencez)}}. Rien n’a été repris.',
    'import.which-guild':
      'Le dossier de {path} ne porte pas le numéro d’un serveur. Dites lequel : space=discord:<id> (sur la ligne de commande --community discord:<id>).',
    'import.no-database':
      'La base ne peut pas être lue : {why}. Vérifiez l’adresse et que le serveur tourne. Rien n’a été repris.',
    'import.no-tables': 'Cette base n’a pas de table guild_config. Est-ce bien celle d’openguard ?',
    'import.too-much': 'Il y a plus de {most, number} valeurs. Reprenez-les par parties.',
    'import.no-list':
      '{path} n’est pas une liste de cas : il faudrait du JSON avec une seule liste, ou un tableau (CSV) avec une ligne de noms. Rien n’a été repris.',
    'import.which-server':
      '{path} ne dit pas à qui il est. Dites-le : space=discord:<id> (sur la ligne de commande --community discord:<id>).',
    'import.not-there':
      'Le robot n’est pas dans {space} en ce moment, donc personne ne peut dire qui y est banni.',
    'import.bad-url':
      'Ce n’est pas l’adresse d’une base : il faudrait postgres://utilisateur:motdepasse@hôte/nom.',
    'import.bad-map':
      '« {pair} » n’est pas une paire : il faudrait ancien=nouveau, avec un endroit de Castellan à la fin, comme 123456789012345678=discord:123456789012345678 ou #ancien=irc:libera:#nouveau.',
    'import.bad-place':
      '« {place} » n’est pas un endroit : il faudrait discord:<id> ou irc:<connexion>:<#salon>.',
    'import.no-connection':
      'castellan.yaml n’a pas de connexion IRC « {connection} ». Il y a : {known}.',
    'import.left.unknown': 'rien n’est connu de ce nom',
    'import.left.secret': 'c’est un secret, et on n’en tire pas d’anciens fichiers',
    'import.left.type': 'ce n’est pas la forme que l’ancien programme écrit',
    'import.left.twice': 'une autre valeur de {name} pour le même endroit est venue avant',
    'import.left.no-setting': 'ce Castellan n’a pas de réglage {name}',
    'import.left.no-command': 'ce Castellan n’a pas de commande {command}',
    'import.left.file': 'cela va dans castellan.yaml ; écrivez-y : {line}',
    'import.left.fixed': 'ici c’est toujours {ours}',
    'import.left.instance': 'cela ne se règle que pour toute l’instance',
    'import.left.outside': 'le dossier des données est hors du dossier nommé ; nommez-le lui-même',
    'import.left.games': 'il n’y a ici ni jeu d’objets ni questions',
    'import.left.alerts':
      'ici, une sauvegarde qui échoue se signale d’elle-même ; dites où par core.alertChannel',
    'import.left.folder': 'les sauvegardes de Castellan ont leur propre dossier',
    'import.left.zone':
      'son fuseau horaire n’est pas dit ; réglez backups.at dans castellan.yaml, en UTC',
    'import.left.one-switch':
      'ici, sauvegardes du jour, de la semaine et du mois vont ensemble ; pour n’en garder aucune d’une sorte, mettez backups.keep.{kind} à 0',
    'import.left.nicks':
      'un pseudonyme ne prouve pas qui l’on est ; mettez des comptes dans « owners » de castellan.yaml',
    'import.left.grants': 'les droits par commande et rôle se donnent de nouveau ici',
    'import.left.extensions': 'les extensions de l’ancien programme ne tournent pas ici',
    'import.left.presence': 'il n’y a pas de ligne de présence ici',
    'import.left.one-database': 'tout est dans la base de Castellan',
    'import.left.slash': 'le choix des commandes slash se fait ici de lui-même',
    'import.left.always': 'ce que cela commande est toujours là',
    'import.left.counts': 'les comptes recommencent ici',
    'import.left.snapshots': 'il n’y a pas encore ici de copies de la structure d’un serveur',
    'import.left.shards': 'les opérateurs apprennent l’état des connexions dans core.alertChannel',
    'import.left.table':
      'cela appartient à une extension ({rows, plural, one {# ligne} other {# lignes}})',
    'import.left.memory': 'ce qui reste en mémoire se règle ici de lui-même',
    'import.left.connections':
      'les connexions se font par castellan init, qui demande ce qu’il faut',
    'import.left.ai': 'il n’y a pas d’IA ici',
    'import.left.line': 'la ligne n’est ni section, ni valeur, ni commande pour un salon',
    'import.left.which-channel':
      'on ne sait pas quel salon est {channel} ici : nommez sa connexion, ou sa place (map)',
    'import.left.chanset': 'il n’y a pas de tel interrupteur ici',
    'import.left.case-kind': '« {word} » n’est pas une sanction notée ici',
    'import.left.case-nobody': 'il n’est pas dit qui cela concerne',
    'import.left.case-deleted': 'cela y a été supprimé',
    'import.left.case-automatic': 'ce que son IA a fait figure déjà parmi ses infractions',
    'import.left.case-line': 'la ligne n’est pas une entrée d’une liste de bannis',
    'import.left.no-place': 'castellan.yaml n’a pas de connexion où {space} pourrait être',
    'import.left.global-bans':
      'un bannissement partout est ici un acte et non une note : dites globalban pour qui il doit valoir encore',
    'import.left.appeals':
      'un appel appartient à un cas de son propre programme, et y a reçu réponse',
    'import.left.suggestions': 'il n’y a pas de salon de suggestions ici',
    'import.left.mod-log':
      'il n’y a pas encore de journal de modération ici ; les opérateurs sont prévenus dans core.alertChannel',
    'import.left.never-read': 'l’ancien robot lui-même ne l’a jamais lu',
    'import.left.roles': 'ici, les droits d’un rôle viennent du serveur lui-même',
    'import.left.vanity': 'il n’y a pas de verrou d’adresse d’invitation ici',
    'import.left.slowmode': 'le mode lent suit ici les raids, pas le nombre de messages',
    'import.left.known-anyway': 'Castellan l’apprend de Discord',
    'import.left.bot-phrases': 'il n’y a pas de recherche de phrases de robots ici',
    'import.left.people': 'cela concerne des personnes, et rien ici n’en a besoin',
    'import.left.blog': 'il n’y a pas de blog ici',
  },
});
