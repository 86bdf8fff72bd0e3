import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'more.about': 'Say the rest of a long answer.',
    'more.nothing': 'There is nothing more to say.',
    'ping.about': 'See whether I am awake.',
    'ping.pong': 'Pong!',
    'ping.latency': 'Pong! The network answers within {latencyMs} ms.',
    'about.about': 'What I am and how long I have been up.',
    'about.what':
      'I look after communities on Discord and IRC: I guard, help to moderate, and keep things safe.',
    'about.up': 'Up for {up}, on {networks, plural, one {# network} other {# networks}}.',
    'about.licence': 'Free software under the MIT licence.',
    'status.about': 'How each of my connections is doing.',
    'status.title': 'Connections',
    'status.state':
      '{state, select, online {online for {up}} waiting {trying again in {wait}} connecting {connecting} other {stopped}}',
    'stats.about': 'Numbers about my work.',
    'stats.title': 'Numbers',
    'stats.networks': '**Networks**: {online} of {all} online',
    'stats.places':
      '**Places**: {spaces, plural, one {# place} other {# places}} with {members, plural, one {# member} other {# members}}',
    'stats.work':
      '**Since the start**: {messages, number} messages, {commands, number} commands, {percent} % failed',
    'stats.process': '**Process**: up {up}, {memory} MiB of memory',
    'stats.top': 'Most used: {names}',
  },
  fr: {
    'more.about': 'Dire le reste d’une longue réponse.',
    'more.nothing': 'Il n’y a rien de plus à dire.',
    'ping.about': 'Voir si je suis éveillé.',
    'ping.pong': 'Pong !',
    'ping.latency': 'Pong ! Le réseau répond en {latencyMs} ms.',
    'about.about': 'Ce que je suis et depuis quand je tourne.',
    'about.what':
      'Je veille sur des communautés Discord et IRC : je garde, j’aide à modérer et je mets les choses à l’abri.',
    'about.up': 'En route depuis {up}, sur {networks, plural, one {# réseau} other {# réseaux}}.',
    'about.licence': 'Logiciel libre sous licence MIT.',
    'status.about': 'Comment va chacune de mes connexions.',
    'status.title': 'Connexions',
    'status.state':
      '{state, select, online {en ligne depuis {up}} waiting {nouvel essai dans {wait}} connecting {connexion en cours} other {arrêtée}}',
    'stats.about': 'Des chiffres sur mon travail.',
    'stats.title': 'Chiffres',
    'stats.networks': '**Réseaux** : {online} sur {all} en ligne',
    'stats.places':
      '**Lieux** : {spaces, plural, one {# lieu} other {# lieux}} avec {members, plural, one {# membre} other {# membres}}',
    'stats.work':
      '**Depuis le départ** : {messages, number} messages, {commands, number} commandes, {percent} % d’échecs',
    'stats.process': '**Processus** : en route depuis {up}, {memory} Mio de mémoire',
    'stats.top': 'Les plus utilisées : {names}',
  },
});
