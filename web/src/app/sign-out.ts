import { leave, signedOutNote, tell } from '../data/api.ts';

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  await tell('POST', '/api/logout').catch(() => undefined);
  leave();
  signedOutNote.set('You are signed out.');
}
