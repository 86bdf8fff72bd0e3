import type { Answer, Held, Offer, Say, Stage } from '../../sdk/index.ts';

const heldAs = (offer: Offer, held: readonly Held[]): 'no' | 'waits' | 'here' | 'older' => {
  const mine = held.find((one) => one.id === offer.id);
  if (!mine) return 'no';
  if (mine.staged !== undefined) return 'waits';
  return mine.enabled === offer.version ? 'here' : 'older';
};

/** One offer in one line. */
export const offerLine = (offer: Offer, held: readonly Held[], say: Say): string => {
  const { id, title, version, author, status, description } = offer;
  const facts = { id, title, version, author, status, description, held: heldAs(offer, held) };
  return say('market list.line', facts);
};

/** All about an offer, and what to type to have it. */
export function offerCard(
  offer: Offer,
  held: readonly Held[],
  say: Say,
  { prefix }: Stage,
): Exclude<Answer, string> {
  const { id, title, details, homepage, castellan, powers, sizeBytes, publisher, index } = offer;
  const { category, licence, date } = offer;
  return {
    tone: offer.status === 'broken' ? 'warning' : 'info',
    title,
    lines: [
      offerLine(offer, held, say),
      ...(details === undefined ? [] : [say('market info.details', { details })]),
      say('market info.facts', { category, licence, date, kilobytes: Math.ceil(sizeBytes / 1024) }),
      say('market info.powers', { count: powers.length, powers: powers.join('; ') }),
      ...(castellan === undefined ? [] : [say('market info.fits', { range: castellan })]),
      say('market info.from', { index, publisher }),
      ...(homepage === undefined ? [] : [say('market info.page', { homepage })]),
    ],
    footer: say('market info.next', { id, prefix, held: heldAs(offer, held) }),
  };
}
