import { CastellanError } from '../../base/errors.ts';
import type { Case } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import type { Lasting, Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { casePlaceOf } from '../acts/index.ts';
import type { DeskParts } from './parts.ts';

const lasting: readonly Lasting[] = ['ban', 'mute'];

/** Whether somebody was meant by a mask, as only IRC knows them. */
const isMask = ({ target }: Case): boolean => /[*?]/.test(target);

/**
 * Cases whose mask holds this person at a place now. Nobody sees by this that somebody else was punished: only cases
 * that name a mask and no person are told.
 */
export async function heldByMask(
  { enforcerOf, cases }: Pick<DeskParts, 'enforcerOf' | 'cases'>,
  where: Place,
  subject: Subject,
): Promise<readonly Case[]> {
  const enforcer = enforcerOf(where.connection);
  if (!enforcer || where.space === undefined) return [];
  const community = communityOf(where.space);
  try {
    const marks: string[] = [];
    for (const measure of lasting) {
      const standing = await enforcer.standing(where, measure, subject);
      if (standing.ok) marks.push(...standing.value);
    }
    const kinds = ['ban', 'global-ban', 'mute'] as const;
    const held = await cases.holding({ community, place: casePlaceOf(where) }, { kinds, marks });
    const numbers = [...new Set(held.map(({ number }) => number))];
    const found = await Promise.all(numbers.map((number) => cases.find({ community, number })));
    return found.filter((one) => one !== undefined).filter(isMask);
  } catch (failure) {
    // A network that is away tells of no masks; what was done to his id is found all the same.
    if (!(failure instanceof CastellanError)) throw failure;
    return [];
  }
}
