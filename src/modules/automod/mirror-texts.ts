import { defineTexts } from '../../sdk/index.ts';

const whyEn = `{why, select,
  trigger {it does not listen to messages}
  stays {it leaves the message where it is}
  several {it asks for several things at once}
  unlike {Discord cannot ask what it asks}
  not {it holds for what is not there}
  place {it holds in some channels only, or spares too many}
  roles {more than 20 roles would have to be spared}
  words {none of its words fits (letters, digits and blanks, up to 60 characters, stars at the ends)}
  pattern {Discord’s expressions cannot say it, or it is longer than 260 characters}
  number {its number is beyond what Discord counts (from 2 to 51 mentions; one link or invite)}
  full {there is no room left for it}
  other {{why}}}`;

const whyFr = `{why, select,
  trigger {elle n’écoute pas les messages}
  stays {elle laisse le message en place}
  several {elle demande plusieurs choses à la fois}
  unlike {Discord ne sait pas demander cela}
  not {elle tient pour ce qui n’est pas là}
  place {elle ne tient que dans certains salons, ou en épargne trop}
  roles {il faudrait épargner plus de 20 rôles}
  words {aucun de ses mots ne convient (lettres, chiffres et espaces, 60 caractères au plus, étoiles aux bouts)}
  pattern {les expressions de Discord ne savent pas le dire, ou elle dépasse 260 caractères}
  number {son nombre dépasse ce que Discord compte (de 2 à 51 mentions ; un lien ou une invitation)}
  full {il n’y a plus de place pour elle}
  other {{why}}}`;

/** The words of `automod mirror`. */
export const mirrorTexts = defineTexts({
  en: {
    'automod.more-lines': '… and {more, plural, one {# more line} other {# more lines}}.',
    'automod.mirror.nowhere':
      'This network has no rules of its own that could follow ours. Say it in a Discord server.',
    'automod.mirror.forbidden':
      'Discord does not let me see or change its AutoMod: give my role “Manage Server” (Server Settings → Roles → my role).',
    'automod.mirror.refused': 'Discord does not take one of the rules: {why}',
    'automod.mirror.gone': 'Somebody has removed the rule meanwhile.',
    'automod.mirror.away': 'Discord could not be asked: {why} I try again within a minute.',
    'automod mirror.about': 'Have Discord’s own AutoMod block what rules in force forbid.',
    'automod mirror.arg.what':
      'status; preview (what would be made; changes nothing); on; off (removes what it made)',
    'automod mirror.title':
      '{verb, select, preview {Discord’s AutoMod, if it followed our rules} other {Discord’s AutoMod {on, select, yes {follows our rules} other {does not follow our rules}}}}',
    'automod mirror.sum':
      '{said, plural, =0 {None of the rules in force} one {# of the rules in force} other {# of the rules in force}} in {rules, plural, one {# rule of Discord’s} other {# rules of Discord’s}}{left, plural, =0 {} other {; # left to me alone}}.',
    'automod mirror.rule':
      '**{name}**{words, plural, =0 {} one {, # word} other {, # words}}{patterns, plural, =0 {} one {, # expression} other {, # expressions}}{mentions, plural, =0 {} one {, more than # mention} other {, more than # mentions}}',
    'automod mirror.differs':
      '**{number}** {name}: {edits, select, yes {Discord looks at edits, too. } other {}}{missing, plural, =0 {} one {# of its words stays with me alone.} other {# of its words stay with me alone.}}',
    'automod mirror.left': `**{number}** {name} stays with me alone: ${whyEn}.`,
    'automod mirror.others':
      '{others, plural, one {# rule there is somebody else’s} other {# rules there are somebody else’s}}; I count and never touch them.',
    'automod mirror.steps':
      '{done, select, yes {Done} other {To do}}: {made} made, {changed} changed, {removed} removed.',
    'automod mirror.footer':
      '{verb, select, preview {Nothing was changed. `{prefix}automod mirror on` makes it so.} on {What gets past Discord I still look at myself.} off {I do it all myself again.} other {{on, select, yes {What gets past Discord I still look at myself.} other {`{prefix}automod mirror preview` shows what it would be.}}}}',
  },
  fr: {
    'automod.more-lines': '… et encore {more, plural, one {# ligne} other {# lignes}}.',
    'automod.mirror.nowhere':
      'Ce réseau n’a pas de règles à lui qui puissent suivre les nôtres. Dites-le dans un serveur Discord.',
    'automod.mirror.forbidden':
      'Discord ne me laisse ni voir ni changer son AutoMod : donnez à mon rôle « Gérer le serveur » (Paramètres du serveur → Rôles → mon rôle).',
    'automod.mirror.refused': 'Discord n’accepte pas une des règles : {why}',
    'automod.mirror.gone': 'Quelqu’un a supprimé la règle entre-temps.',
    'automod.mirror.away':
      'Discord n’a pas pu être interrogé : {why} Je réessaie d’ici une minute.',
    'automod mirror.about':
      'Faire bloquer par l’AutoMod de Discord ce qu’interdisent les règles en vigueur.',
    'automod mirror.arg.what':
      'status ; preview (ce qui serait créé ; ne change rien) ; on ; off (supprime ce qui a été créé)',
    'automod mirror.title':
      '{verb, select, preview {L’AutoMod de Discord, s’il suivait nos règles} other {L’AutoMod de Discord {on, select, yes {suit nos règles} other {ne suit pas nos règles}}}}',
    'automod mirror.sum':
      '{said, plural, =0 {Aucune des règles en vigueur} one {# des règles en vigueur} other {# des règles en vigueur}} dans {rules, plural, one {# règle de Discord} other {# règles de Discord}}{left, plural, =0 {} one { ; # reste à moi seul} other { ; # restent à moi seul}}.',
    'automod mirror.rule':
      '**{name}**{words, plural, =0 {} one {, # mot} other {, # mots}}{patterns, plural, =0 {} one {, # expression} other {, # expressions}}{mentions, plural, =0 {} one {, plus de # mention} other {, plus de # mentions}}',
    'automod mirror.differs':
      '**{number}** {name} : {edits, select, yes {Discord regarde aussi les modifications. } other {}}{missing, plural, =0 {} one {# de ses mots reste à moi seul.} other {# de ses mots restent à moi seul.}}',
    'automod mirror.left': `**{number}** {name} reste à moi seul : ${whyFr}.`,
    'automod mirror.others':
      '{others, plural, one {# règle y est à quelqu’un d’autre} other {# règles y sont à d’autres}} ; je les compte et n’y touche jamais.',
    'automod mirror.steps':
      '{done, select, yes {Fait} other {À faire}} : {made} créées, {changed} changées, {removed} supprimées.',
    'automod mirror.footer':
      '{verb, select, preview {Rien n’a été changé. `{prefix}automod mirror on` le met en place.} on {Ce qui passe Discord, je le regarde encore moi-même.} off {Je fais de nouveau tout moi-même.} other {{on, select, yes {Ce qui passe Discord, je le regarde encore moi-même.} other {`{prefix}automod mirror preview` montre ce que ce serait.}}}}',
  },
});
