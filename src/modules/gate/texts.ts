import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'verify.about': 'Answer the question that lets you in',
    'verify.arg.place': 'in:#castle, where you want in',
    'verify.arg.answer': 'Your answer',
    'verify.title': 'Let me in',
    'verify.where': 'Say where you want in: `verify in:#castle answer`',
    'verify.passed': 'Welcome to {place}: you are in.',
    'verify.ask':
      'A question before you come into {place} ({left, plural, one {# try} other {# tries}})',
    'verify.wrong': 'That was not it ({left, plural, one {# try} other {# tries}} left)',
    'verify.how':
      '{here, select, yes {Answer with `{prefix}verify answer` there, or `verify in:{place} answer` in a private message.} other {}}{url, select, none {} other { The page: {url}}}',
    'gate.question.sum': 'How much is {one} + {other}?',
    'gate.button': 'Let me in',
    'gate.button-page': 'Answer on a page',
    'gate.hello-buttons': 'Welcome to {place}! Before you can take part, one short question.',
    'gate.hello':
      'Welcome to {place}! Before you can take part, one question.{here, select, yes { {question} Tell me in a private message: `verify in:{place} answer`} other {}}{url, select, none {} other { The page: {url}}}',
    'gate.off': 'Nobody is asked anything here: the gate is open.',
    'gate.over': 'There is nothing to answer any more.',
    'gate.wait':
      'That were too many wrong answers. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
    'gate.kicked': 'That were too many wrong answers.',
    'gate.cannot': 'Nobody can be let in here by me.',
    'gate.no-role':
      'Which role is given is not set. An administrator sets it: `settings set gate.role @members`',
    'gate.cannot-give-role':
      'I may not give that role. Give my role the permission "Manage Roles", and move it above the role that I give.',
    'gate.link-over':
      'This link is not valid: it was opened before, or its time is over. Ask again.',
    'gate.no-proof': 'The work of your browser did not fit. Load the page again.',
    'gate.no-captcha': 'The check was not passed. Try it again.',
    'gate status.about': 'Whether newcomers are asked, and how many passed',
    'gate status.title':
      'The gate is {mode, select, off {off} on {on} other {on while a raid is slowed down}}{mode, select, raid {{on, select, yes {: now} other {: not now}}} other {}}',
    'gate status.counts':
      '{waiting, plural, one {# waits} other {# wait}}, {passed} passed, {failed} failed, {late} did not answer in time.',
    'gate list.about': 'Who is at the gate, longest first',
    'gate list.arg.state': 'Those who wait, passed, failed or were late',
    'gate list.title': 'At the gate',
    'gate list.none': 'Nobody.',
    'gate list.line':
      '**{name}** {state, select, waiting {waits} passed {passed} failed {failed} other {was late}}, {attempts, plural, =0 {no wrong answer} one {# wrong answer} other {# wrong answers}}, {since} ago',
    'gate pass.about': 'Let somebody in without a question',
    'gate pass.arg.who': 'Who',
    'gate pass.done': '{name} is let in.',
    'gate post.about': 'Put the button for newcomers here',
    'gate post.title': 'Welcome to {place}',
    'gate post.line': 'Press the button and answer one short question: then you are in.',
    'gate post.words':
      'To take part in {place}, say `{prefix}verify` and answer one short question.',
    'page.gate.title': 'Let me in',
    'page.gate.place': 'Come into {place}',
    'page.gate.left': '{left, plural, one {# try is} other {# tries are}} left.',
    'page.gate.answer': 'Your answer',
    'page.gate.send': 'Let me in',
    'page.gate.working':
      'Your browser does a little work first, so that programs cannot come by the thousand.',
    'page.gate.ready': 'Ready.',
    'page.gate.no-script':
      'This page needs a script for that work. Without one, answer in chat: verify and your answer.',
    'page.gate.passed': 'You are in. You can close this page.',
    'page.gate.failed':
      'That were too many wrong answers, or too late. Come in again to be asked anew.',
    'page.gate.wrong': 'That was not it.',
    'page.gate.code-why':
      'You got a link to this page from the bot. If it does not open by itself, put what stands behind the # here. Each link opens once.',
    'page.gate.code': 'The code of your link',
    'page.gate.open': 'Open',
  },
  fr: {
    'verify.about': 'Répondre à la question qui vous fait entrer',
    'verify.arg.place': 'in:#castle, là où vous voulez entrer',
    'verify.arg.answer': 'Votre réponse',
    'verify.title': 'Laissez-moi entrer',
    'verify.where': 'Dites où vous voulez entrer : `verify in:#castle réponse`',
    'verify.passed': 'Bienvenue dans {place} : vous y êtes.',
    'verify.ask':
      'Une question avant d’entrer dans {place} ({left, plural, one {# essai} other {# essais}})',
    'verify.wrong':
      'Ce n’était pas cela ({left, plural, one {reste # essai} other {restent # essais}})',
    'verify.how':
      '{here, select, yes {Répondez là par `{prefix}verify réponse`, ou `verify in:{place} réponse` en message privé.} other {}}{url, select, none {} other { La page : {url}}}',
    'gate.question.sum': 'Combien font {one} + {other} ?',
    'gate.button': 'Laissez-moi entrer',
    'gate.button-page': 'Répondre sur une page',
    'gate.hello-buttons': 'Bienvenue dans {place} ! Avant de participer, une courte question.',
    'gate.hello':
      'Bienvenue dans {place} ! Avant de participer, une question.{here, select, yes { {question} Dites-moi en message privé : `verify in:{place} réponse`} other {}}{url, select, none {} other { La page : {url}}}',
    'gate.off': 'On ne demande rien à personne ici : la porte est ouverte.',
    'gate.over': 'Il n’y a plus rien à répondre.',
    'gate.wait':
      'C’était trop de mauvaises réponses. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.',
    'gate.kicked': 'C’était trop de mauvaises réponses.',
    'gate.cannot': 'Je ne peux faire entrer personne ici.',
    'gate.no-role':
      'Le rôle à donner n’est pas réglé. Un administrateur le règle : `settings set gate.role @membres`',
    'gate.cannot-give-role':
      'Je ne peux pas donner ce rôle. Donnez au mien la permission « Gérer les rôles » et placez-le au-dessus du rôle que je donne.',
    'gate.link-over':
      'Ce lien n’est pas valable : il a déjà été ouvert, ou son temps est passé. Demandez-en un autre.',
    'gate.no-proof': 'Le travail de votre navigateur ne convient pas. Rechargez la page.',
    'gate.no-captcha': 'La vérification n’a pas réussi. Réessayez.',
    'gate status.about': 'Si l’on interroge les nouveaux, et combien sont entrés',
    'gate status.title':
      'La porte est {mode, select, off {ouverte} on {gardée} other {gardée pendant les raids}}{mode, select, raid {{on, select, yes { : en ce moment} other { : pas en ce moment}}} other {}}',
    'gate status.counts':
      '{waiting, plural, one {# attend} other {# attendent}}, {passed} entrés, {failed} refusés, {late} n’ont pas répondu à temps.',
    'gate list.about': 'Qui est à la porte, depuis le plus longtemps',
    'gate list.arg.state': 'Ceux qui attendent, sont entrés, ont échoué ou tardé',
    'gate list.title': 'À la porte',
    'gate list.none': 'Personne.',
    'gate list.line':
      '**{name}** {state, select, waiting {attend} passed {est entré} failed {a échoué} other {a tardé}}, {attempts, plural, =0 {aucune mauvaise réponse} one {# mauvaise réponse} other {# mauvaises réponses}}, il y a {since}',
    'gate pass.about': 'Faire entrer quelqu’un sans question',
    'gate pass.arg.who': 'Qui',
    'gate pass.done': '{name} est entré.',
    'gate post.about': 'Poser ici le bouton pour les nouveaux',
    'gate post.title': 'Bienvenue dans {place}',
    'gate post.line': 'Pressez le bouton et répondez à une courte question : vous y êtes.',
    'gate post.words':
      'Pour participer à {place}, dites `{prefix}verify` et répondez à une courte question.',
    'page.gate.title': 'Laissez-moi entrer',
    'page.gate.place': 'Entrer dans {place}',
    'page.gate.left': '{left, plural, one {Il reste # essai.} other {Il reste # essais.}}',
    'page.gate.answer': 'Votre réponse',
    'page.gate.send': 'Laissez-moi entrer',
    'page.gate.working':
      'Votre navigateur travaille d’abord un peu, pour que les programmes ne viennent pas par milliers.',
    'page.gate.ready': 'C’est prêt.',
    'page.gate.no-script':
      'Cette page a besoin d’un script pour ce travail. Sans lui, répondez dans le chat : verify et votre réponse.',
    'page.gate.passed': 'Vous y êtes. Vous pouvez fermer cette page.',
    'page.gate.failed':
      'C’était trop de mauvaises réponses, ou trop tard. Revenez pour être interrogé de nouveau.',
    'page.gate.wrong': 'Ce n’était pas cela.',
    'page.gate.code-why':
      'Le bot vous a donné un lien vers cette page. S’il ne s’ouvre pas tout seul, écrivez ici ce qui suit le #. Chaque lien s’ouvre une fois.',
    'page.gate.code': 'Le code de votre lien',
    'page.gate.open': 'Ouvrir',
  },
});
