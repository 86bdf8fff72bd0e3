/**
 * The operators' line console: on a Unix socket for who runs the program (`castellan console`, or anything that speaks
 * lines), and by DCC CHAT for those who own the instance. It is a platform like any other: what is written after a dot
 * is a command of the program, with the same checks. No shell, no eval, no raw lines to a network.
 */
export { Console, type ConsoleParts, type Elsewhere } from './platform.ts';
export { DccDoor, type DccSettings, type OperatorStanding } from './dcc/door.ts';
export { FailedLogins } from './dcc/failed-logins.ts';
export type { Feed, FeedLine, Happening } from './feed.ts';
export { dotCommands } from './dot-commands.ts';
export { consoleTexts } from './texts.ts';
export { type ErrandAnswer, type Errands, errands } from './errands.ts';
