/** Control characters other than tab and line feed, and marks that turn the direction of text: what a terminal could be made to obey. */
const unprintable =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text for a terminal: whatever people elsewhere have called themselves or said, it is only shown. */
export const printable = (text: string): string => text.replace(unprintable, '');

/** The same on one line. */
export const printableLine = (text: string): string => printable(text.replace(/[\r\n]+/g, ' '));
