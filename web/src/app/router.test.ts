import { expect, test } from 'vitest';
import { placeOf } from './router.ts';

test.each([
  ['/', { page: 'home' }],
  ['/playground', { page: 'playground' }],
  ['/live', { page: 'live' }],
  ['/live/3f', { page: 'live', trace: '3f' }],
  ['/connections/', { page: 'connections' }],
  ['/jobs', { page: 'jobs' }],
  ['/jobs/backup%3Adaily', { page: 'jobs', job: 'backup:daily' }],
  ['/jobs/100%', { page: 'jobs', job: '100%' }],
  ['/live/3f/x', { page: 'unknown', path: '/live/3f/x' }],
  ['/connections/x', { page: 'unknown', path: '/connections/x' }],
  ['/commands', { page: 'commands' }],
  ['/commands/space%3Adiscord%3A1', { page: 'commands', scope: 'space:discord:1' }],
  ['/commands/a/b', { page: 'unknown', path: '/commands/a/b' }],
  ['/appeals', { page: 'appeals' }],
  ['/appeals/discord%3A1/3', { page: 'appeals', community: 'discord:1', number: 3 }],
  ['/appeals/discord%3A1/x', { page: 'unknown', path: '/appeals/discord%3A1/x' }],
  ['/health', { page: 'health' }],
  ['/hooks', { page: 'hooks' }],
  ['/event-log', { page: 'event-log' }],
  ['/guard', { page: 'guard' }],
  ['/guard/channel/irc%2F%23castle', { page: 'guard', channel: 'irc/#castle' }],
  ['/guard/channel', { page: 'unknown', path: '/guard/channel' }],
  ['/nowhere', { page: 'unknown', path: '/nowhere' }],
])('reads %s', (path, place) => expect(placeOf(path)).toEqual(place));
