/** What waits for a moderator: messages that models, rules and people ask about, each once, until somebody decides. */
export { LiveReview, type ReviewRules } from './desk.ts';
export { placeOf, subjectOf } from './carry-out.ts';
export { reviewStore, type ReviewStore } from './store.ts';
export { reviewPart } from './tables.ts';
