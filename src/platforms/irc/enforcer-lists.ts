import { type Refusal, type Result, err, ok } from '../../base/result.ts';
import type { Lasting, Listed, PowerChange, Standing, Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type Inside, memberNamed, refusalIn } from './enforcer-inside.ts';
import { holdsBy } from './people-masks.ts';

/** Bans and quiets; exceptions from bans, and from having to be invited. */
const letters = { holding: ['b', 'q'], all: ['b', 'q', 'e', 'I'] } as const;
const both: ReadonlySet<Lasting> = new Set(['ban', 'mute'] as const);

/** Every entry of a channel's lists. Rejects with a CastellanError when no answer comes. */
export async function listsOf(
  { link, people, channel }: Inside,
  what: keyof typeof letters,
): Promise<Listed> {
  const entries: Standing[] = [];
  const { list } = link.isupport.channelModes;
  for (const letter of letters[what].filter((one) => list.includes(one))) {
    for (const { mask, setBy, setAtMs } of await people.list(channel.name, letter)) {
      const measure = (['ban', 'mute'] as const).find((one) =>
        holdsBy(link, one, { letter, mask }),
      );
      entries.push({
        mark: `${letter} ${mask}`,
        ...(measure && { measure }),
        ...(setBy !== undefined && { setBy }),
        ...(setAtMs !== undefined && { setAtMs }),
      });
    }
  }
  return { complete: both, entries };
}

/** The letters of the ranks that somebody holds, without voice, which is none over others. */
export function powersOf(inside: Inside, where: Place, subject: Subject): readonly string[] {
  const user = memberNamed(inside, where, subject);
  const modes = (user && inside.channel.members.get(user)?.modes) ?? '';
  return Array.from(modes).filter((letter) => letter !== 'v');
}

/** What could be changed; refused where nothing could. */
export async function setPowers(
  inside: Inside,
  where: Place,
  { subject, powers, given }: PowerChange,
): Promise<Result<readonly string[]>> {
  const { link, channel, modes } = inside;
  const nick = memberNamed(inside, where, subject)?.nick;
  if (nick === undefined) return err({ key: 'act.not-here', facts: { name: subject.name } });
  const changed: string[] = [];
  let refused: Refusal | undefined;
  for (const letter of powers) {
    const answer = await modes.change(channel.name, { added: given, letter, param: nick });
    const refusal = refusalIn(answer, { link, where, letter });
    if (refusal) refused = refusal;
    else changed.push(letter);
  }
  return refused && changed.length === 0 ? err(refused) : ok(changed);
}
