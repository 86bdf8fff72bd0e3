import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'why.about': 'Tell why I last refused you something.',
    'why.nothing': 'I have not refused you anything lately.',
    'why.title': 'Why {command} was refused {ago} ago',
    'why.trace': 'Trace {trace}',
    'trace.about': 'Show step by step what became of a message.',
    'trace.arg.id': 'The trace to show; the last one here when left out',
    'trace.unknown': 'There is no such trace any more: the last 1,000 are kept.',
    'trace.title': 'Trace {id}: {kind} in {place}',
    'trace.end': '{outcome} after {micros, number} µs',
  },
  fr: {
    'why.about': 'Dire pourquoi je vous ai refusé quelque chose.',
    'why.nothing': 'Je ne vous ai rien refusé ces derniers temps.',
    'why.title': 'Pourquoi {command} a été refusée il y a {ago}',
    'why.trace': 'Trace {trace}',
    'trace.about': 'Montrer pas à pas ce qu’est devenu un message.',
    'trace.arg.id': 'La trace à montrer ; la dernière ici si elle est omise',
    'trace.unknown': 'Cette trace n’existe plus : les 1 000 dernières sont gardées.',
    'trace.title': 'Trace {id} : {kind} dans {place}',
    'trace.end': '{outcome} après {micros, number} µs',
  },
});
