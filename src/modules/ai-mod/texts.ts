import { defineTexts } from '../../sdk/index.ts';

const actionEn =
  '{action, select, IGNORE {nothing} WARN {a warning} DELETE {delete it} TIMEOUT_SHORT {a mute of 10 minutes} TIMEOUT_MEDIUM {a mute of an hour} TIMEOUT_LONG {a mute of a day} KICK {a kick} BAN {a ban} SELF_HARM {somebody may need help} other {staff should look}}';
const actionFr =
  '{action, select, IGNORE {rien} WARN {un avertissement} DELETE {le supprimer} TIMEOUT_SHORT {muet 10 minutes} TIMEOUT_MEDIUM {muet une heure} TIMEOUT_LONG {muet un jour} KICK {une expulsion} BAN {un bannissement} SELF_HARM {quelqu’un a peut-être besoin d’aide} other {l’équipe devrait regarder}}';
const modeEn =
  '{mode, select, off {off} test {tested: verdicts are only written down} suggest {on: a person decides} other {on: what is sure enough is done}}';
const modeFr =
  '{mode, select, off {inactive} test {à l’essai : les verdicts sont seulement notés} suggest {active : une personne décide} other {active : ce qui est assez sûr est fait}}';
const judgedEn =
  '{judged, select, approved {approved} changed {changed} dismissed {dismissed} other {{followed, select, suggest {waits for a person} act {done} help {staff were called} other {only written down}}}}';
const judgedFr =
  '{judged, select, approved {approuvé} changed {modifié} dismissed {rejeté} other {{followed, select, suggest {attend quelqu’un} act {fait} help {l’équipe a été appelée} other {seulement noté}}}}';
const modelEn =
  '{set, select, yes {Model: **{model}** at {host} ({kind, select, guard {a guard model} other {a chat model}}, {key, select, yes {with a key} other {without a key}})} other {No model is set}}';
const modelFr =
  '{set, select, yes {Modèle : **{model}** chez {host} ({kind, select, guard {modèle de garde} other {modèle de conversation}}, {key, select, yes {avec une clé} other {sans clé}})} other {Aucun modèle n’est réglé}}';
const breakerEn =
  '{breaker, select, ready {answers} probing {is being tried again} other {rests, because it failed too often}}';
const breakerFr =
  '{breaker, select, ready {répond} probing {est essayé de nouveau} other {se repose, après trop d’échecs}}';

export const texts = defineTexts({
  en: {
    'ai-mod.about': 'A language model looks on: suggestions, budget, measuring.',
    'ai-mod.verdict': `**v{number}** {name} in {place}: ${actionEn}, {percent} % sure, "{quote}" ({rule}); ${judgedEn}`,
    'ai.which': 'Say this in the place that you mean.',
    'ai.no-model':
      'No model is set here. An administrator sets `ai.url` and `ai.model` (and `ai.key` on the Settings page).',
    'ai.no-verdict': 'There is no such verdict here. `ai-mod status` shows the last ones.',
    'ai.judged-before': 'Somebody has decided about v{number} before.',
    'ai.too-little': 'Too little was decided here to measure anything.',
    'ai.unnoticed':
      'I could not tell people in {place} that a model will look on, so I leave it off. Let me speak there.',
    'ai.refused.busy': 'Too many questions wait for the model. Try again in a while.',
    'ai.refused.resting':
      'The model rests, because it failed too often. It is tried again within a minute.',
    'ai.refused.budget':
      'What may be spent today is spent. `ai-mod budget` shows it; it begins anew at midnight (UTC).',
    'ai.refused.failed': 'The model did not answer: {why}.',
    'ai.notice':
      '{outside, select, yes {From now on a language model at {host} looks at messages here to help the moderators. It gets the text and a few messages before it, without names or ids.} other {From now on messages here are scored by a program to help the moderators; they are sent to nobody.}} People decide about kicks and bans. Questions: ask the moderators; `privacy` tells what is kept of you.',
    'ai.help.usual':
      'What you wrote sounds as if you were going through a very hard time. You are not alone, and there are people who want to listen, now: in the EU and the UK call 116 123, in the US and Canada call or text 988; elsewhere findahelpline.com names a line in your country. If you are in danger at this moment, call your emergency number (112, 911).',
    'ai.help.own': '{words}',
    'ai.alert.self-harm':
      '**{name}** in {place} may be in danger: "{quote}" (v{number}). I told them where there is help. Please look after them.',
    'ai.alert.suggestion': `**v{number}** **{name}** in {place}: ${actionEn}? "{quote}": {rule} ({percent} % sure). \`ai-mod approve v{number}\` or \`ai-mod dismiss v{number}\`.`,
    'ai.alert.refused': `**v{number}** **{name}** in {place}: ${actionEn} was sure enough to be done, and could not be. Why:`,
    'ai.alert.unnoticed':
      'AI moderation is on for {place}, but I cannot tell people there, so I look at nothing. Let me speak there.',
    'ai-mod status.about': 'How AI moderation stands here.',
    'ai-mod status.title': `AI moderation is ${modeEn}`,
    'ai-mod status.model': `${modelEn}.`,
    'ai-mod status.standing': `It ${breakerEn}: asked {asked, plural, one {# time} other {# times}}, {failed} failed, usually {ms} ms{failing, select, yes {; the last failure: {problem}} other {}}.`,
    'ai-mod status.counts':
      'Since the start: {looked} messages looked at, {bySelf} without the model, {ignored} fine, {verdicts} not, {voided} answers void, {refused} not answered; {hits} of {cached} answers remembered.',
    'ai-mod status.local':
      'The local score has learned from {samples, plural, one {# text} other {# texts}}; the model is asked about {looking, select, all {everything} keywords {messages with a keyword} other {what it is unsure of}}.',
    'ai-mod status.spent': 'Today: {tokens} of {most} tokens, {money} of {mostMoney}.',
    'ai-mod status.how':
      'Set `ai.url`, `ai.model` and on the Settings page `ai.key`; then `{prefix}ai-mod test <text>`, and `{prefix}ai-mod on`.',
    'ai-mod on.about':
      'Switch it on: people here are told, then it suggests (or only tests, or acts).',
    'ai-mod on.arg.mode': 'suggest (a person decides), test (only written down) or act',
    'ai-mod on.done': `AI moderation is ${modeEn}.{mode, select, off {} other { People here were told. \`{prefix}ai-mod status\` shows what it finds.}}`,
    'ai-mod off.about': 'Switch it off.',
    'ai-mod test.about': 'What would be said of a text. Nothing follows.',
    'ai-mod test.arg.text': 'What somebody might write',
    'ai-mod test.title': 'What would be said of it',
    'ai-mod test.verdict': `**${actionEn}** ({percent} % sure, by {source}){action, select, IGNORE {} other {: {rule}, because of "{quote}"}}. {reason} {follows, select, suggest {It would wait for a person.} act {It would be done.} help {They would be told where there is help.} watch {It would only be written down.} other {Nothing would follow.}}`,
    'ai-mod test.none':
      '{outcome, select, void {The model answered, but not validly ({why}): that counts for nothing.} refused {There was no answer ({why}): nothing would follow.} other {No model was asked ({why, select, local {the local score is sure that it is fine} keyword {it has no keyword} other {none is set}}).}}',
    'ai-mod test.local':
      'Local score: {says, select, fine {fine} broken {breaks a rule} other {unsure}}, {percent} % that it breaks a rule.',
    'ai-mod test.cost': 'Cost {money}, {ms} ms{cached, select, yes {, remembered} other {}}.',
    'ai-mod budget.about': 'What models cost here, and what is left of today.',
    'ai-mod budget.title': 'What the model costs here',
    'ai-mod budget.today':
      'Today: {requests, plural, one {# question} other {# questions}}, {tokens} of {most} tokens ({person} at most for one person’s messages), {money} of {mostMoney}.',
    'ai-mod budget.day':
      '{day}: {requests, plural, one {# question} other {# questions}}, {tokens} tokens, {money}',
    'ai-mod budget.how':
      'Days are in UTC. Settings: ai.tokensADay, ai.tokensOfPersonADay, ai.moneyADay, ai.priceRead, ai.priceWritten.',
    'ai-mod model.about': 'Which model is asked; with a name, another one at the same address.',
    'ai-mod model.arg.name': 'The name of the model there',
    'ai-mod model.is': `${modelEn}{set, select, yes {. It ${breakerEn}.} other {.}}`,
    'ai-mod explain.about': 'Why a model said what it said.',
    'ai-mod explain.arg.case': 'The number of a case, or v12 for a verdict',
    'ai-mod explain.title': 'Verdict v{number} about {name}',
    'ai-mod explain.said': '**Said** in {place}: {text}',
    'ai-mod explain.why':
      '**Why** ({source}, {ms} ms, {money}): {reason}{number, plural, =0 {} other { Case `{number}`.}}',
    'ai-mod eval.about':
      'How good local score, rules or model are, on a labelled set and your decisions.',
    'ai-mod eval.arg.of': 'local, rules, or model (costs tokens)',
    'ai-mod eval.arg.most': 'For a model: how many texts of the set',
    'ai-mod eval.step': 'Asked about {done} of {all} texts',
    'ai-mod eval.title':
      '{of, select, local {The local score} rules {The rules} other {{name}}}, measured',
    'ai-mod eval.sum':
      '{count} texts ({own} of them yours): precision **{precision} %**, recall **{recall} %**; of {hard} that only look bad, {hardReported} were reported.{failed, plural, =0 {} other { # without a valid answer.}}{unsure, plural, =0 {} other { Of # it was unsure, and reported none of them.}}',
    'ai-mod eval.cost': 'Cost {money}; usually {ms} ms, 95 of 100 within {slow} ms.',
    'ai-mod eval.label': '{label}: {found} of {there} found, {right} for this; said of {said}',
    'ai-mod eval.mistake': '✗ "{text}" is {is}, not {said}',
    'ai-mod approve.about': 'Do what was suggested, as your own act.',
    'ai-mod approve.arg.verdict': 'The verdict, like v12',
    'ai-mod approve.done':
      'v{number} is {judged, select, approved {approved} other {dismissed}}; I learn from it',
    'ai-mod approve.case': 'Case #{number}.',
    'ai-mod dismiss.about': 'It was wrong: nothing is done, and I learn from it.',
    'ai-mod dismiss.arg.verdict': 'The verdict, like v12',
  },
  fr: {
    'ai-mod.about': 'Un modèle de langue observe : suggestions, budget, mesures.',
    'ai-mod.verdict': `**v{number}** {name} dans {place} : ${actionFr}, sûr à {percent} %, « {quote} » ({rule}) ; ${judgedFr}`,
    'ai.which': 'Dites cela dans l’endroit dont vous parlez.',
    'ai.no-model':
      'Aucun modèle n’est réglé ici. Un administrateur règle `ai.url` et `ai.model` (et `ai.key` sur la page Settings).',
    'ai.no-verdict': 'Ce verdict n’existe pas ici. `ai-mod status` montre les derniers.',
    'ai.judged-before': 'Quelqu’un a déjà décidé de v{number}.',
    'ai.too-little': 'Trop peu a été décidé ici pour mesurer quoi que ce soit.',
    'ai.unnoticed':
      'Je n’ai pas pu dire aux gens de {place} qu’un modèle va observer, donc je le laisse inactif. Laissez-moi y parler.',
    'ai.refused.busy': 'Trop de questions attendent le modèle. Réessayez dans un moment.',
    'ai.refused.resting':
      'Le modèle se repose, après trop d’échecs. Il sera essayé de nouveau dans la minute.',
    'ai.refused.budget':
      'Ce qui peut être dépensé aujourd’hui l’est. `ai-mod budget` le montre ; cela recommence à minuit (UTC).',
    'ai.refused.failed': 'Le modèle n’a pas répondu : {why}.',
    'ai.notice':
      '{outside, select, yes {Désormais, un modèle de langue chez {host} regarde les messages ici pour aider la modération. Il reçoit le texte et quelques messages précédents, sans noms ni identifiants.} other {Désormais, un programme note les messages ici pour aider la modération ; ils ne sont envoyés à personne.}} Les expulsions et bannissements sont décidés par des personnes. Questions : demandez à la modération ; `privacy` dit ce qui est gardé de vous.',
    'ai.help.usual':
      'Ce que vous avez écrit donne l’impression que vous traversez un moment très dur. Vous n’êtes pas seul, et des personnes veulent vous écouter, maintenant : en France le 3114, en Belgique le 0800 32 123, en Suisse le 143, au Canada le 988 ; ailleurs, findahelpline.com indique une ligne dans votre pays. Si vous êtes en danger en ce moment, appelez les urgences (112, 15).',
    'ai.help.own': '{words}',
    'ai.alert.self-harm':
      '**{name}** dans {place} est peut-être en danger : « {quote} » (v{number}). Je lui ai dit où trouver de l’aide. Prenez-en soin, s’il vous plaît.',
    'ai.alert.suggestion': `**v{number}** **{name}** dans {place} : ${actionFr} ? « {quote} » : {rule} (sûr à {percent} %). \`ai-mod approve v{number}\` ou \`ai-mod dismiss v{number}\`.`,
    'ai.alert.refused': `**v{number}** **{name}** dans {place} : ${actionFr} était assez sûr pour être fait, et n’a pas pu l’être. Pourquoi :`,
    'ai.alert.unnoticed':
      'La modération par IA est active pour {place}, mais je ne peux pas le dire aux gens, donc je ne regarde rien. Laissez-moi y parler.',
    'ai-mod status.about': 'Où en est la modération par IA ici.',
    'ai-mod status.title': `La modération par IA est ${modeFr}`,
    'ai-mod status.model': `${modelFr}.`,
    'ai-mod status.standing': `Il ${breakerFr} : demandé {asked} fois, {failed} échecs, d’habitude {ms} ms{failing, select, yes { ; le dernier échec : {problem}} other {}}.`,
    'ai-mod status.counts':
      'Depuis le démarrage : {looked} messages regardés, {bySelf} sans le modèle, {ignored} corrects, {verdicts} non, {voided} réponses nulles, {refused} sans réponse ; {hits} réponses sur {cached} retrouvées.',
    'ai-mod status.local':
      'La note locale a appris de {samples, plural, one {# texte} other {# textes}} ; le modèle est interrogé sur {looking, select, all {tout} keywords {les messages avec un mot-clé} other {ce dont elle n’est pas sûre}}.',
    'ai-mod status.spent': 'Aujourd’hui : {tokens} jetons sur {most}, {money} sur {mostMoney}.',
    'ai-mod status.how':
      'Réglez `ai.url`, `ai.model` et, sur la page Settings, `ai.key` ; puis `{prefix}ai-mod test <texte>` et `{prefix}ai-mod on`.',
    'ai-mod on.about':
      'L’activer : les gens sont prévenus, puis elle suggère (ou essaie seulement, ou agit).',
    'ai-mod on.arg.mode': 'suggest (une personne décide), test (seulement noté) ou act',
    'ai-mod on.done': `La modération par IA est ${modeFr}.{mode, select, off {} other { Les gens ici ont été prévenus. \`{prefix}ai-mod status\` montre ce qu’elle trouve.}}`,
    'ai-mod off.about': 'La désactiver.',
    'ai-mod test.about': 'Ce qui serait dit d’un texte. Rien ne s’ensuit.',
    'ai-mod test.arg.text': 'Ce que quelqu’un pourrait écrire',
    'ai-mod test.title': 'Ce qui en serait dit',
    'ai-mod test.verdict': `**${actionFr}** (sûr à {percent} %, par {source}){action, select, IGNORE {} other { : {rule}, à cause de « {quote} »}}. {reason} {follows, select, suggest {Cela attendrait une personne.} act {Ce serait fait.} help {On lui dirait où trouver de l’aide.} watch {Ce serait seulement noté.} other {Rien ne s’ensuivrait.}}`,
    'ai-mod test.none':
      '{outcome, select, void {Le modèle a répondu, mais pas valablement ({why}) : cela ne compte pas.} refused {Pas de réponse ({why}) : rien ne s’ensuivrait.} other {Aucun modèle n’a été interrogé ({why, select, local {la note locale est sûre que c’est correct} keyword {pas de mot-clé} other {aucun n’est réglé}}).}}',
    'ai-mod test.local':
      'Note locale : {says, select, fine {correct} broken {enfreint une règle} other {pas sûre}}, {percent} % d’enfreindre une règle.',
    'ai-mod test.cost': 'Coût {money}, {ms} ms{cached, select, yes {, retrouvée} other {}}.',
    'ai-mod budget.about': 'Ce que coûtent les modèles ici, et ce qui reste aujourd’hui.',
    'ai-mod budget.title': 'Ce que coûte le modèle ici',
    'ai-mod budget.today':
      'Aujourd’hui : {requests, plural, one {# question} other {# questions}}, {tokens} jetons sur {most} ({person} au plus pour les messages d’une personne), {money} sur {mostMoney}.',
    'ai-mod budget.day':
      '{day} : {requests, plural, one {# question} other {# questions}}, {tokens} jetons, {money}',
    'ai-mod budget.how':
      'Les jours sont en UTC. Réglages : ai.tokensADay, ai.tokensOfPersonADay, ai.moneyADay, ai.priceRead, ai.priceWritten.',
    'ai-mod model.about': 'Quel modèle est interrogé ; avec un nom, un autre à la même adresse.',
    'ai-mod model.arg.name': 'Le nom du modèle là-bas',
    'ai-mod model.is': `${modelFr}{set, select, yes {. Il ${breakerFr}.} other {.}}`,
    'ai-mod explain.about': 'Pourquoi un modèle a dit ce qu’il a dit.',
    'ai-mod explain.arg.case': 'Le numéro d’un dossier, ou v12 pour un verdict',
    'ai-mod explain.title': 'Verdict v{number} sur {name}',
    'ai-mod explain.said': '**Dit** dans {place} : {text}',
    'ai-mod explain.why':
      '**Pourquoi** ({source}, {ms} ms, {money}) : {reason}{number, plural, =0 {} other { Dossier `{number}`.}}',
    'ai-mod eval.about':
      'Ce que valent note locale, règles ou modèle, sur un jeu étiqueté et vos décisions.',
    'ai-mod eval.arg.of': 'local, rules ou model (coûte des jetons)',
    'ai-mod eval.arg.most': 'Pour un modèle : combien de textes du jeu',
    'ai-mod eval.step': '{done} textes sur {all}',
    'ai-mod eval.title':
      '{of, select, local {La note locale} rules {Les règles} other {{name}}}, mesure',
    'ai-mod eval.sum':
      '{count} textes (dont {own} à vous) : précision **{precision} %**, rappel **{recall} %** ; sur {hard} qui semblent seulement mauvais, {hardReported} signalés.{failed, plural, =0 {} other { # sans réponse valable.}}{unsure, plural, =0 {} other { Pour #, pas sûre : aucun n’a été signalé.}}',
    'ai-mod eval.cost': 'Coût {money} ; d’habitude {ms} ms, 95 sur 100 en {slow} ms.',
    'ai-mod eval.label': '{label} : {found} trouvés sur {there}, {right} pour cela ; dit de {said}',
    'ai-mod eval.mistake': '✗ « {text} » est {is}, pas {said}',
    'ai-mod approve.about': 'Faire ce qui est suggéré, comme votre propre acte.',
    'ai-mod approve.arg.verdict': 'Le verdict, comme v12',
    'ai-mod approve.done':
      'v{number} est {judged, select, approved {approuvé} other {rejeté}} ; j’en apprends',
    'ai-mod approve.case': 'Dossier #{number}.',
    'ai-mod dismiss.about': 'C’était une erreur : rien n’est fait, et j’en apprends.',
    'ai-mod dismiss.arg.verdict': 'Le verdict, comme v12',
  },
});
