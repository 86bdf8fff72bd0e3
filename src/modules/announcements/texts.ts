import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'announcement.about': 'What staff tell everybody: on a page, in a feed and in channels.',
    'announcement.which': 'Say this in the place whose announcements you mean.',
    'announcement.unknown':
      'No announcement here is called `{slug}`. `announcement list` shows what there is.',
    'announcement.no-bar':
      'Put a | between the title and the text: `announcement write Summer party | We meet on Saturday.`',
    'announcement.empty': 'An announcement needs a title and a text: `Title | text`.',
    'announcement.long-title': 'A title has at most {most} characters.',
    'announcement.long': 'An announcement has at most {most} characters.',
    'announcement.many': 'There are {most} announcements already. Delete some first.',
    'announcement.alike': 'Too many announcements are called "{title}". Take another title.',
    'announcement.is-published':
      '`{slug}` is published already. `announcement push` says it again.',
    'announcement.is-draft': '`{slug}` is a draft. `announcement publish` publishes it.',
    'announcement.no-channel':
      'No channel is set for it: `announcement here` in a channel adds it, the setting `announcements.channels` holds them.',
    'announcement.line': '`{slug}` **{title}** by {by}{state, select, draft { (draft)} other {}}',
    'announcement.more': '… and {more} older.',
    'announcement.title': '{title}',
    'announcement.text': '{text}',
    'announcement.failed': 'Not in {channel}: {problem}',
    'page.news.title': 'Announcements of {place}',
    'page.news.none-title': 'Nothing here',
    'page.news.none': 'There are no announcements at this address.',
    'announcement here.about': 'Say announcements in this channel, or in another, or no more.',
    'announcement here.arg.channel': 'The channel; this one where none is given',
    'announcement here.done':
      '{now, select, in {Announcements of this place are said in {place} from now on.} other {Announcements of this place are said in {place} no more.}}',
    'announcement list.about': 'The announcements here, drafts first.',
    'announcement list.title':
      '{count, plural, =0 {Announcements} one {# announcement} other {# announcements}}',
    'announcement list.none':
      'There is none. `{prefix}announcement write Title | text` begins one.',
    'announcement show.about': 'An announcement as it is.',
    'announcement show.arg.slug': 'What it is called, as `announcement list` shows',
    'announcement show.footer':
      '{slug} by {by}, {state, select, draft {draft of {at}} other {published {at}}}',
    'announcement write.about': 'Write an announcement, as a draft.',
    'announcement write.arg.text': 'Title | text',
    'announcement write.done':
      'The draft "{title}" is called `{slug}`. `{prefix}announcement publish {slug}` publishes it.',
    'announcement edit.about': 'Change an announcement, draft or published.',
    'announcement edit.arg.slug': 'What it is called',
    'announcement edit.arg.text': 'Title | text',
    'announcement edit.done': '`{slug}` is changed. What was said in channels stays as it was.',
    'announcement publish.about': 'Put a draft on the page, and say it in the channels.',
    'announcement publish.arg.slug': 'What it is called',
    'announcement publish.done':
      '"{title}" is published{channels, plural, =0 {} one {, and said in one channel} other {, and said in # channels}}.',
    'announcement push.about': 'Say a published announcement in the channels again.',
    'announcement push.arg.slug': 'What it is called',
    'announcement push.done':
      '"{title}": said in {channels, plural, one {one channel} other {# channels}}.',
    'announcement withdraw.about': 'Make a published announcement a draft again.',
    'announcement withdraw.arg.slug': 'What it is called',
    'announcement withdraw.done': '`{slug}` is a draft again. What was said in channels stays.',
    'announcement delete.about': 'Delete an announcement.',
    'announcement delete.arg.slug': 'What it is called',
    'announcement delete.done': '"{title}" is deleted. What was said in channels stays.',
  },
  fr: {
    'announcement.about':
      'Ce que l’équipe dit à tous : sur une page, dans un flux et dans les salons.',
    'announcement.which': 'Dites-le à l’endroit dont vous voulez les annonces.',
    'announcement.unknown':
      'Aucune annonce ici ne s’appelle `{slug}`. `announcement list` montre ce qu’il y a.',
    'announcement.no-bar':
      'Mettez un | entre le titre et le texte : `announcement write Fête d’été | Rendez-vous samedi.`',
    'announcement.empty': 'Il faut un titre et un texte : `Titre | texte`.',
    'announcement.long-title': 'Un titre a {most} caractères au plus.',
    'announcement.long': 'Une annonce a {most} caractères au plus.',
    'announcement.many': 'Il y a déjà {most} annonces. Supprimez-en d’abord.',
    'announcement.alike': 'Trop d’annonces s’appellent « {title} ». Prenez un autre titre.',
    'announcement.is-published': '`{slug}` est déjà publiée. `announcement push` la redit.',
    'announcement.is-draft': '`{slug}` est un brouillon. `announcement publish` la publie.',
    'announcement.no-channel':
      'Aucun salon n’est choisi : `announcement here` dans un salon l’ajoute, le réglage `announcements.channels` les tient.',
    'announcement.line':
      '`{slug}` **{title}** par {by}{state, select, draft { (brouillon)} other {}}',
    'announcement.more': '… et {more} plus anciennes.',
    'announcement.title': '{title}',
    'announcement.text': '{text}',
    'announcement.failed': 'Pas dans {channel} : {problem}',
    'page.news.title': 'Annonces de {place}',
    'page.news.none-title': 'Rien ici',
    'page.news.none': 'Il n’y a pas d’annonces à cette adresse.',
    'announcement here.about':
      'Dire les annonces dans ce salon, ou dans un autre, ou ne plus le faire.',
    'announcement here.arg.channel': 'Le salon ; celui-ci si aucun n’est donné',
    'announcement here.done':
      '{now, select, in {Les annonces d’ici sont désormais dites dans {place}.} other {Les annonces d’ici ne sont plus dites dans {place}.}}',
    'announcement list.about': 'Les annonces d’ici, brouillons d’abord.',
    'announcement list.title': '{count, plural, =0 {Annonces} one {# annonce} other {# annonces}}',
    'announcement list.none':
      'Il n’y en a pas. `{prefix}announcement write Titre | texte` en commence une.',
    'announcement show.about': 'Une annonce telle qu’elle est.',
    'announcement show.arg.slug': 'Son nom, comme le montre `announcement list`',
    'announcement show.footer':
      '{slug} par {by}, {state, select, draft {brouillon du {at}} other {publiée le {at}}}',
    'announcement write.about': 'Écrire une annonce, comme brouillon.',
    'announcement write.arg.text': 'Titre | texte',
    'announcement write.done':
      'Le brouillon « {title} » s’appelle `{slug}`. `{prefix}announcement publish {slug}` le publie.',
    'announcement edit.about': 'Changer une annonce, brouillon ou publiée.',
    'announcement edit.arg.slug': 'Son nom',
    'announcement edit.arg.text': 'Titre | texte',
    'announcement edit.done': '`{slug}` est changée. Ce qui a été dit dans les salons reste.',
    'announcement publish.about': 'Mettre un brouillon sur la page et le dire dans les salons.',
    'announcement publish.arg.slug': 'Son nom',
    'announcement publish.done':
      '« {title} » est publiée{channels, plural, =0 {} one { et dite dans un salon} other { et dite dans # salons}}.',
    'announcement push.about': 'Redire une annonce publiée dans les salons.',
    'announcement push.arg.slug': 'Son nom',
    'announcement push.done':
      '« {title} » : dite dans {channels, plural, one {un salon} other {# salons}}.',
    'announcement withdraw.about': 'Refaire d’une annonce publiée un brouillon.',
    'announcement withdraw.arg.slug': 'Son nom',
    'announcement withdraw.done': '`{slug}` est de nouveau un brouillon. Ce qui a été dit reste.',
    'announcement delete.about': 'Supprimer une annonce.',
    'announcement delete.arg.slug': 'Son nom',
    'announcement delete.done':
      '« {title} » est supprimée. Ce qui a été dit dans les salons reste.',
  },
});
