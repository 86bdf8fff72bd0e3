/** The market: signed indexes of extensions, how they are asked, and how what they offer comes here. */
export { openMarket } from './market.ts';
export { marketRecords } from './records.ts';
export { openShelf } from './shelf.ts';
export { buildIndex, signIndex } from './build.ts';
export { newKey, publicKeyForm, signingKey } from './keys.ts';
