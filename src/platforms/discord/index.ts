/**
 * Discord as a platform. Speaks through discord.js's own gateway shards (@discordjs/ws) and REST queue
 * (@discordjs/rest); keeps of a guild only its name, who has power in it and its channels' names.
 * Not for deciding anything: what an event means and who may do what is judged above.
 */
export { discordConnection, type DiscordConnection } from './config.ts';
export { discordPlatform } from './platform.ts';
export type { DiscordPorts } from './ports.ts';
export { inspectDiscord, inviteLink, type InspectedGuild, type Inspection } from './inspect.ts';
