import { defineTexts } from '../../sdk/index.ts';

const actEn =
  '{kind, select, nothing {nothing more} delete {delete it} warn {warn} mute {mute{time, select, ever {} other { for {time}}}} kick {kick} other {ban{time, select, ever {} other { for {time}}}}}{deletes, select, yes {{kind, select, delete {} other { and delete it}}} other {}}';
const actFr =
  '{kind, select, nothing {rien de plus} delete {supprimer} warn {avertir} mute {rendre muet{time, select, ever {} other { pour {time}}}} kick {expulser} other {bannir{time, select, ever {} other { pour {time}}}}}{deletes, select, yes {{kind, select, delete {} other { et supprimer}}} other {}}';
const claimEn =
  '{kind, select, ai {The model {source}} rule {Rule {rule}} other {**{who}**}}{times, plural, one {} other { (# times)}}{kind, select, ai {{rule, select, none {} other {: {rule}}}} rule {} other {{reason, select, none {} other {: {reason}}}}}{quote, select, none {} other { “{quote}”}}{percent, plural, =-1 {} other {, # % sure}}';
const claimFr =
  '{kind, select, ai {Le modèle {source}} rule {La règle {rule}} other {**{who}**}}{times, plural, one {} other { (# fois)}}{kind, select, ai {{rule, select, none {} other { : {rule}}}} rule {} other {{reason, select, none {} other { : {reason}}}}}{quote, select, none {} other { « {quote} »}}{percent, plural, =-1 {} other {, sûr à # %}}';

const numbered = (command: string, words: readonly [string, string]) => ({
  [`${command}.arg.number`]: words[0],
  [`${command}.arg.place`]: words[1],
});
const en = ['The number that stands with it', 'in:#castle, when you are elsewhere'] as const;
const fr = ['Le numéro indiqué', 'in:#castle, si vous êtes ailleurs'] as const;

export const reviewTexts = defineTexts({
  en: {
    'review.about': 'What waits for moderators, and what they decide.',
    'review.act': actEn,
    'review.claim': claimEn,
    'review.card.title':
      'Review {number}: {name} in {place}{repeats, plural, one {} other { (asked # times)}}',
    'review.card.said': '“{text}”',
    'review.card.no-text': 'It is about the person; no message is known.',
    'review.card.suggested': 'Suggested: **{act}**',
    'review.card.how':
      '`{command} approve {number}{where}`, `{command} dismiss {number}{where}`, or `{command} change {number}{where} mute 10m`',
    'review.button.approve': 'Approve: {act}',
    'review.button.dismiss': 'Nothing wrong',
    'review.button.change': 'Something else …',
    'review.decided':
      '{state, select, approved {Review {number}: approved by {by}: {act}.} changed {Review {number}: {by} decided otherwise: {act}.} dismissed {Review {number}: dismissed by {by}; nothing was wrong.} expired {Review {number}: nobody decided in time.} deciding {Review {number}: {by} is deciding.} other {Review {number} waits again.}}{cases, select, none {} other { Cases: {cases}.}}',
    'review.unknown': 'There is no review {number} here.',
    'review.which-act': 'Say what is to be done instead.',
    'review.own': 'Review {number} is about you: somebody else has to decide.',
    'review.late':
      '{state, select, open {Review {number} waits again. Look at it once more.} expired {Review {number} is over; nobody decided in time.} other {{by} was faster: review {number} is decided. `review show {number}` tells how.}}',
    'review.not-decided': 'There is nothing to undo about review {number}.',
    'review list.about': 'What waits for moderators here, newest first.',
    'review list.arg.count': 'How many',
    'review list.arg.place': en[1],
    'review list.title': '{count, plural, =0 {Nothing waits} one {One waits} other {# wait}}',
    'review list.none': 'Nobody asked for anything.',
    'review list.line':
      '**{number}** {name} in {place}, {at}: {text, select, none {the person} other {“{text}”}} (suggested: {act}{repeats, plural, one {} other {, asked # times}})',
    'review list.how': '{prefix}review show 1 shows one; approve, change, dismiss decide.',
    'review show.about': 'One thing that waits, with what stands around it.',
    ...numbered('review show', en),
    'review show.line': '{name}: {text}',
    'review show.open': 'Suggested: **{act}**. It waits until {until}.',
    'review approve.about': 'Do what is suggested, in your name.',
    ...numbered('review approve', en),
    'review approve.arg.reason': 'Why',
    'review change.about': 'Do something else than what is suggested, in your name.',
    ...numbered('review change', en),
    'review change.arg.act': 'What to do: nothing, delete, warn, mute, kick or ban',
    'review change.arg.period': '2h30m, permanent, or until monday 9:00',
    'review change.arg.deletes': '“delete”: the message goes, too',
    'review change.arg.reason': 'Why',
    'review dismiss.about': 'Nothing was wrong; whoever found it was mistaken.',
    ...numbered('review dismiss', en),
    'review dismiss.arg.reason': 'Why',
    'review undo.about': 'Take a decision back, with what was done for it.',
    ...numbered('review undo', en),
    'review undo.done': 'Review {number} waits again; what was done for it is taken back.',
    'report.about': 'Tell staff of a message or a person; only staff see it.',
    'report.menu': 'Report message',
    'report.arg.who': 'Whom; not needed when you answer his message',
    'report.arg.place': 'in:#castle, when you tell me in private',
    'report.arg.reason': 'What is wrong',
    'report.done': 'Thank you. Staff will look at what {name} did.',
    'report.which-place': 'Say where it happened: add `in:#channel` behind the name.',
    'report.not-there': 'You are in no place called "{named}" that I know.',
    'report.whom':
      'Answer the message with `report`, or say whom you mean and why: `report @bob insults`.',
    'report.why': 'Say what is wrong, too: staff were not there.',
    'report.yourself': 'You cannot report yourself.',
    'report.too-many':
      'You have reported {most} things that staff have not looked at yet. Give them a little time.',
    'report.full': 'Too much waits for staff now. Please tell one of them yourself.',
    'report.outcome':
      '{outcome, select, dismissed {Staff looked at what you reported in {place}, and let it be. Thank you all the same.} other {Staff looked at what you reported in {place}, and did something about it. Thank you.}}',
  },
  fr: {
    'review.about': 'Ce qui attend les modérateurs, et ce qu’ils décident.',
    'review.act': actFr,
    'review.claim': claimFr,
    'review.card.title':
      'Examen {number} : {name} dans {place}{repeats, plural, one {} other { (demandé # fois)}}',
    'review.card.said': '« {text} »',
    'review.card.no-text': 'Il s’agit de la personne ; aucun message n’est connu.',
    'review.card.suggested': 'Proposé : **{act}**',
    'review.card.how':
      '`{command} approve {number}{where}`, `{command} dismiss {number}{where}` ou `{command} change {number}{where} mute 10m`',
    'review.button.approve': 'Approuver : {act}',
    'review.button.dismiss': 'Rien de mal',
    'review.button.change': 'Autre chose…',
    'review.decided':
      '{state, select, approved {Examen {number} : approuvé par {by} : {act}.} changed {Examen {number} : {by} a décidé autrement : {act}.} dismissed {Examen {number} : classé par {by} ; il n’y avait rien de mal.} expired {Examen {number} : personne n’a décidé à temps.} deciding {Examen {number} : {by} est en train de décider.} other {L’examen {number} attend de nouveau.}}{cases, select, none {} other { Cas : {cases}.}}',
    'review.unknown': 'Il n’y a pas d’examen {number} ici.',
    'review.which-act': 'Dites ce qu’il faut faire à la place.',
    'review.own': 'L’examen {number} vous concerne : quelqu’un d’autre doit décider.',
    'review.late':
      '{state, select, open {L’examen {number} attend de nouveau. Regardez-le encore une fois.} expired {L’examen {number} est terminé ; personne n’a décidé à temps.} other {{by} a été plus rapide : l’examen {number} est décidé. `review show {number}` dit comment.}}',
    'review.not-decided': 'Il n’y a rien à défaire pour l’examen {number}.',
    'review list.about': 'Ce qui attend les modérateurs ici, le plus récent d’abord.',
    'review list.arg.count': 'Combien',
    'review list.arg.place': fr[1],
    'review list.title':
      '{count, plural, =0 {Rien n’attend} one {Un examen attend} other {# examens attendent}}',
    'review list.none': 'Personne n’a rien demandé.',
    'review list.line':
      '**{number}** {name} dans {place}, {at} : {text, select, none {la personne} other {« {text} »}} (proposé : {act}{repeats, plural, one {} other {, demandé # fois}})',
    'review list.how': '{prefix}review show 1 en montre un ; approve, change, dismiss décident.',
    'review show.about': 'Une chose qui attend, avec ce qui l’entoure.',
    ...numbered('review show', fr),
    'review show.line': '{name} : {text}',
    'review show.open': 'Proposé : **{act}**. Cela attend jusqu’à {until}.',
    'review approve.about': 'Faire ce qui est proposé, en votre nom.',
    ...numbered('review approve', fr),
    'review approve.arg.reason': 'Pourquoi',
    'review change.about': 'Faire autre chose que ce qui est proposé, en votre nom.',
    ...numbered('review change', fr),
    'review change.arg.act': 'Que faire : nothing, delete, warn, mute, kick ou ban',
    'review change.arg.period': '2h30m, permanent, ou until monday 9:00',
    'review change.arg.deletes': '« delete » : le message disparaît aussi',
    'review change.arg.reason': 'Pourquoi',
    'review dismiss.about': 'Il n’y avait rien de mal ; qui l’a trouvé s’est trompé.',
    ...numbered('review dismiss', fr),
    'review dismiss.arg.reason': 'Pourquoi',
    'review undo.about': 'Revenir sur une décision, avec ce qui a été fait pour elle.',
    ...numbered('review undo', fr),
    'review undo.done': 'L’examen {number} attend de nouveau ; ce qui a été fait est annulé.',
    'report.about': 'Signaler un message ou une personne ; seule l’équipe le voit.',
    'report.menu': 'Signaler le message',
    'report.arg.who': 'Qui ; inutile si vous répondez à son message',
    'report.arg.place': 'in:#castle, si vous me le dites en privé',
    'report.arg.reason': 'Ce qui ne va pas',
    'report.done': 'Merci. L’équipe regardera ce que {name} a fait.',
    'report.which-place': 'Dites où c’était : ajoutez `in:#salon` après le nom.',
    'report.not-there': 'Vous n’êtes dans aucun lieu nommé « {named} » que je connaisse.',
    'report.whom':
      'Répondez au message par `report`, ou dites qui et pourquoi : `report @bob insultes`.',
    'report.why': 'Dites aussi ce qui ne va pas : l’équipe n’y était pas.',
    'report.yourself': 'Vous ne pouvez pas vous signaler vous-même.',
    'report.too-many':
      'Vous avez signalé {most} choses que l’équipe n’a pas encore vues. Laissez-lui un peu de temps.',
    'report.full':
      'Trop de choses attendent l’équipe. Parlez-en directement à l’un de ses membres.',
    'report.outcome':
      '{outcome, select, dismissed {L’équipe a regardé ce que vous aviez signalé dans {place}, et n’est pas intervenue. Merci tout de même.} other {L’équipe a regardé ce que vous aviez signalé dans {place}, et est intervenue. Merci.}}',
  },
});
