/**
 * The test kit of modules and extensions (`castellan/testing`): a whole Castellan on a simulated Discord and
 * a simulated IRC network, over their real wire protocols, with people who speak when told.
 *
 * const world = await sandbox({ modules: [karma] });
 * const ann = world.irc.person('ann');
 * await ann.says('#castle', '!karma + bob');
 * await ann.hears('#castle', /bob now has 1/);
 * await world.stop();
 */
export { sandbox, type SandboxOptions, type TestWorld } from './world.ts';
export type { DiscordSandbox } from '../sandbox/discord/index.ts';
export type { IrcSandbox } from '../sandbox/irc/index.ts';
