/** Text as people disguise it: read once, searched for many words at a time. Pure; touches nothing. */
export { Reading } from './reading.ts';
export { WordList, canBeListed } from './word-list.ts';
