import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'people.about': 'Which identities on other networks are yours.',
    'people link.about': 'Say that you are the same person on Discord and on IRC.',
    'people link.arg.code': 'The code that I showed to your other self',
    'people link.arg.sure': '“yes”, once you have seen whom it links',
    'people link.code':
      'Within {minutes} minutes, say `people link {code}` with your other identity. Give the code to nobody: whoever says it is linked to you.',
    'people link.sure':
      'This links you with **{name}** ({actor}): staff will see both as one person. If that is you, say `people link {code} yes`.',
    'people link.done': 'Linked: {names}.',
    'people me.about': 'Your linked identities.',
    'people me.none': 'You are linked to no other identity.',
    'people me.all': 'You are one person as {names}.',
    'people unlink.about': 'Take this identity out of your linked ones.',
    'people unlink.done': 'This identity stands alone again.',
    'people.unidentified':
      'No account stands for you here, and anybody could take your nick. Log in to services first.',
    'people.no-code': 'I know no such code. Ask for a new one with `people link`.',
    'people.same': 'That is your own code. Say it with your other identity.',
    'people.too-many': 'One person has at most ten identities.',
    'people.unknown': 'Nothing is known of this person here.',
    'people.out-of-reach': 'The bot is not in this community now.',
  },
  fr: {
    'people.about': 'Lesquelles de vos identités sur d’autres réseaux sont les vôtres.',
    'people link.about': 'Dire que vous êtes la même personne sur Discord et sur IRC.',
    'people link.arg.code': 'Le code que j’ai montré à votre autre identité',
    'people link.arg.sure': '« yes », une fois que vous avez vu à qui cela vous lie',
    'people link.code':
      'Dans les {minutes} minutes, dites `people link {code}` avec votre autre identité. Ne donnez ce code à personne : qui le dit est lié à vous.',
    'people link.sure':
      'Cela vous lie à **{name}** ({actor}) : l’équipe verra une seule personne. Si c’est bien vous, dites `people link {code} yes`.',
    'people link.done': 'Lié : {names}.',
    'people me.about': 'Vos identités liées.',
    'people me.none': 'Vous n’êtes lié à aucune autre identité.',
    'people me.all': 'Vous êtes une seule personne : {names}.',
    'people unlink.about': 'Retirer cette identité de celles qui sont liées.',
    'people unlink.done': 'Cette identité est de nouveau seule.',
    'people.unidentified':
      'Aucun compte ne répond de vous ici, et chacun pourrait prendre votre pseudo. Identifiez-vous d’abord auprès des services.',
    'people.no-code': 'Je ne connais pas ce code. Demandez-en un nouveau par `people link`.',
    'people.same': 'C’est votre propre code. Dites-le avec votre autre identité.',
    'people.too-many': 'Une personne a au plus dix identités.',
    'people.unknown': 'Rien n’est connu de cette personne ici.',
    'people.out-of-reach': 'Le bot n’est pas dans cette communauté en ce moment.',
  },
});
