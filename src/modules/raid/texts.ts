import { defineTexts } from '../../sdk/index.ts';

const effectEn =
  '{slowed, plural, =0 {} one {one message a person every {seconds} s in # channel; } other {one message a person every {seconds} s in # channels; }}' +
  '{invites, plural, =0 {} other {invites paused for {minutes} min; }}' +
  '{verification, plural, =0 {} other {newcomers may speak after 10 min; }}' +
  '{limit, plural, =0 {} other {at most # members for now, a few more each half minute; }}' +
  '{registered, plural, =0 {} other {only people with an account may come in; }}' +
  '{inviteOnly, plural, =0 {} other {only invited people may come in; }}' +
  '{moderated, plural, =0 {} other {only voiced people may speak; }}' +
  '{left, plural, =0 {} other {# left as somebody else has set it; }}' +
  '{refused, plural, =0 {} other {# refused by the network; }}' +
  '{changed, plural, =0 {nothing changed} one {# setting changed} other {# settings changed}}';

const effectFr =
  '{slowed, plural, =0 {} one {un message par personne toutes les {seconds} s dans # salon ; } other {un message par personne toutes les {seconds} s dans # salons ; }}' +
  '{invites, plural, =0 {} other {invitations suspendues pour {minutes} min ; }}' +
  '{verification, plural, =0 {} other {les nouveaux parlent après 10 min ; }}' +
  '{limit, plural, =0 {} other {au plus # membres pour l’instant, quelques-uns de plus chaque demi-minute ; }}' +
  '{registered, plural, =0 {} other {seuls les comptes enregistrés entrent ; }}' +
  '{inviteOnly, plural, =0 {} other {seuls les invités entrent ; }}' +
  '{moderated, plural, =0 {} other {seuls ceux qui ont la voix parlent ; }}' +
  '{left, plural, =0 {} other {# laissé tel que quelqu’un l’a réglé ; }}' +
  '{refused, plural, =0 {} other {# refusé par le réseau ; }}' +
  '{changed, plural, =0 {rien n’a changé} one {# réglage changé} other {# réglages changés}}';

const restoredEn =
  '{changed, plural, =0 {there was nothing to put back} one {# setting is as it was before} other {# settings are as they were before}}' +
  '{left, plural, =0 {} one {, # was changed by somebody meanwhile and stays so} other {, # were changed by somebody meanwhile and stay so}}' +
  '{refused, plural, =0 {} other {, # could not be put back}}';

const restoredFr =
  '{changed, plural, =0 {il n’y avait rien à remettre} one {# réglage est comme avant} other {# réglages sont comme avant}}' +
  '{left, plural, =0 {} one {, # a été changé entre-temps par quelqu’un et le reste} other {, # ont été changés entre-temps par quelqu’un et le restent}}' +
  '{refused, plural, =0 {} other {, # n’ont pu être remis}}';

export const texts = defineTexts({
  en: {
    'raid.vanity':
      '{known, select, yes {{by}} other {Somebody}} changed the address of {place}: {had, select, yes {{before}} other {none}} → {has, select, yes {{after}} other {none}}. Whoever takes a server over often takes that first. A bot cannot set it back; an administrator can, before somebody else has it.',
    'raid.about': 'See raids, and answer them by hand.',
    'raid.which': 'Say which place: add the name of a channel or server at the end.',
    'raid.elsewhere': 'Only the owner of this bot may name another place.',
    'raid.no-place': 'I am in no place called "{named}".',
    'raid status.about': 'Newcomers now, the level that holds, and until when.',
    'raid status.arg.place': 'A channel or server, when you are in none',
    'raid status.title': 'Raids',
    'raid status.quiet': 'No newcomers worth telling of, no level set.',
    'raid status.line':
      '**{place}**: {level, select, off {nothing set} watch {watching} slow {slowed down} other {locked down}}{byHand, select, yes { by hand} other {}}{left, select, none {} other {, {left} left}}, {held, plural, =0 {nothing changed} one {# setting to be put back} other {# settings to be put back}}; {joins, plural, one {# newcomer} other {# newcomers}} now, weight {weight}{mode, select, live {} other { (mode {mode})}}',
    'raid status.limits':
      'A wave is {joins} newcomers in {window}; slowed down from weight {slowWeight}, locked down from {lockdownWeight}.',
    'raid level.about': 'Set a level by hand; it holds until its end, whatever the joins say.',
    'raid level.arg.level': 'What to do: watch, slow, lockdown, or off to end it',
    'raid level.arg.duration': 'For how long; ten minutes unless told',
    'raid level.arg.place': 'A channel or server, when you are in none',
    'raid level.done': `{dry, select, yes {Only planned, nothing done. } other {}}{place} is {level, select, watch {only watched} slow {slowed down} other {locked down}} for {lasts}: ${effectEn}.`,
    'raid lift.about': 'End a level now and put everything back as it was.',
    'raid lift.arg.place': 'A channel or server, when you are in none',
    'raid lift.done': `{place} is open again: ${restoredEn}.`,
    'raid lift.none': 'No level holds here.',
    'raid.cannot.no-door': 'I cannot guard {place}: this network offers nothing for it.',
    'raid.cannot.away':
      'The network cannot be reached now ({problem}). What is set ends by itself when it is back.',
    'raid.cannot.operator':
      'I am no operator in {place} and can only watch. Give me op: /mode {place} +o {nick}',
    'raid.cannot.manage-guild':
      'I may not pause invites nor raise the verification level of {place}. Give my role the permission "Manage Server" (MANAGE_GUILD).',
    'raid.cannot.manage-channels':
      'I may not slow {channels, plural, one {# channel} other {# channels}} of {place}. Give my role the permission "Manage Channels" (MANAGE_CHANNELS) there.',
    'raid.cannot.mode': 'The server of {place} refuses mode {mode}: {text}',
    'raid.cannot.silent':
      'The server of {place} did not answer to mode {mode}; perhaps it does not take it from operators.',
    'raid.alert.raised': `{dry, select, yes {Nothing was done. } other {}}Raid in {place}: {joins} newcomers in {span} s, weight {weight}. Level {level}: ${effectEn}.`,
    'raid.alert.set': `{dry, select, yes {Nothing was done. } other {}}{place} was set to level {level} by hand: ${effectEn}.`,
    'raid.alert.lifted': `The raid level of {place} is {how, select, hand {lifted} other {over}}: ${restoredEn}.`,
  },
  fr: {
    'raid.vanity':
      '{known, select, yes {{by}} other {Quelqu’un}} a changé l’adresse de {place} : {had, select, yes {{before}} other {aucune}} → {has, select, yes {{after}} other {aucune}}. Qui s’empare d’un serveur commence souvent par là. Un bot ne peut pas la remettre ; un administrateur le peut, avant que quelqu’un d’autre ne l’ait.',
    'raid.about': 'Voir les raids, et y répondre à la main.',
    'raid.which': 'Dites quel endroit : ajoutez le nom d’un salon ou d’un serveur à la fin.',
    'raid.elsewhere': 'Seul le propriétaire de ce robot peut nommer un autre endroit.',
    'raid.no-place': 'Je ne suis dans aucun endroit appelé « {named} ».',
    'raid status.about': 'Les nouveaux venus, le niveau en vigueur, et jusqu’à quand.',
    'raid status.arg.place': 'Un salon ou un serveur, si vous n’êtes dans aucun',
    'raid status.title': 'Raids',
    'raid status.quiet': 'Pas de nouveaux venus à signaler, aucun niveau réglé.',
    'raid status.line':
      '**{place}** : {level, select, off {rien de réglé} watch {sous surveillance} slow {ralenti} other {fermé}}{byHand, select, yes { à la main} other {}}{left, select, none {} other {, encore {left}}}, {held, plural, =0 {rien n’est changé} one {# réglage à remettre} other {# réglages à remettre}} ; {joins, plural, one {# nouveau venu} other {# nouveaux venus}}, poids {weight}{mode, select, live {} other { (mode {mode})}}',
    'raid status.limits':
      'Une vague : {joins} nouveaux en {window} ; ralenti dès le poids {slowWeight}, fermé dès {lockdownWeight}.',
    'raid level.about':
      'Régler un niveau à la main ; il tient jusqu’à sa fin, quoi que disent les entrées.',
    'raid level.arg.level': 'Que faire : watch, slow, lockdown, ou off pour y mettre fin',
    'raid level.arg.duration': 'Pour combien de temps ; dix minutes par défaut',
    'raid level.arg.place': 'Un salon ou un serveur, si vous n’êtes dans aucun',
    'raid level.done': `{dry, select, yes {Seulement prévu, rien n’est fait. } other {}}{place} est {level, select, watch {seulement surveillé} slow {ralenti} other {fermé}} pour {lasts} : ${effectFr}.`,
    'raid lift.about': 'Mettre fin à un niveau et tout remettre comme avant.',
    'raid lift.arg.place': 'Un salon ou un serveur, si vous n’êtes dans aucun',
    'raid lift.done': `{place} est de nouveau ouvert : ${restoredFr}.`,
    'raid lift.none': 'Aucun niveau n’est en vigueur ici.',
    'raid.cannot.no-door': 'Je ne peux garder {place} : ce réseau n’offre rien pour cela.',
    'raid.cannot.away':
      'Le réseau est hors d’atteinte ({problem}). Ce qui est réglé finit de soi-même à son retour.',
    'raid.cannot.operator':
      'Je ne suis pas opérateur dans {place} et ne peux que regarder. Donnez-moi l’op : /mode {place} +o {nick}',
    'raid.cannot.manage-guild':
      'Je ne peux ni suspendre les invitations ni élever le niveau de vérification de {place}. Donnez à mon rôle la permission « Gérer le serveur » (MANAGE_GUILD).',
    'raid.cannot.manage-channels':
      'Je ne peux ralentir {channels, plural, one {# salon} other {# salons}} de {place}. Donnez-y à mon rôle la permission « Gérer les salons » (MANAGE_CHANNELS).',
    'raid.cannot.mode': 'Le serveur de {place} refuse le mode {mode} : {text}',
    'raid.cannot.silent':
      'Le serveur de {place} n’a pas répondu au mode {mode} ; peut-être ne le prend-il pas des opérateurs.',
    'raid.alert.raised': `{dry, select, yes {Rien n’a été fait. } other {}}Raid dans {place} : {joins} nouveaux en {span} s, poids {weight}. Niveau {level} : ${effectFr}.`,
    'raid.alert.set': `{dry, select, yes {Rien n’a été fait. } other {}}{place} a été mis au niveau {level} à la main : ${effectFr}.`,
    'raid.alert.lifted': `Le niveau de raid de {place} est {how, select, hand {levé} other {terminé}} : ${restoredFr}.`,
  },
});
