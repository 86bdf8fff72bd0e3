/** What staff tell everybody: written as drafts, published on a page, said in channels. */
export { AnnouncementDesk } from './desk.ts';
export { announcementStore } from './store.ts';
export { announcementsPart } from './tables.ts';
