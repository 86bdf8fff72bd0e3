/** Extensions that the owner does not trust with everything: each in a process of its own, with the powers that it was allowed. */
export { type Consents, openConsents } from './consents.ts';
export type { Guest, GuestState } from './guest.ts';
export { openGuestExtension } from './open.ts';
export { type Powers, powersInWords, powersMark } from './powers.ts';
export { guestScript } from './script.ts';
