import { type Refusal, type Result, err, ok } from '../../base/result.ts';
import {
  type Lasting,
  type Listed,
  type PowerChange,
  type Standing,
  type Subject,
  lastingMeasures,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type Inside, memberNamed, refusalIn } from './enforcer-inside.ts';
import type { ListEntry } from './people-desk.ts';
import { listsFor, measureOf } from './people-masks.ts';
import { meantBy, setterOf } from './people-meant.ts';

/** Bans and quiets; exceptions from bans, and from having to be invited. */
const measuresOf = { holding: ['ban', 'mute'], all: lastingMeasures } as const;

/** Every entry of a channel's lists that the server shows. Rejects with a CastellanError when no answer comes. */
export async function listsOf(inside: Inside, what: keyof typeof measuresOf): Promise<Listed> {
  const entries: Standing[] = [];
  const complete = new Set<Lasting>(measuresOf[what]);
  const { list } = inside.link.isupport.channelModes;
  const letters = new Set(measuresOf[what].flatMap((one) => listsFor(one)));
  for (const letter of [...letters].filter((one) => list.includes(one))) {
    const told = await inside.people.list(inside.channel.name, letter);
    for (const entry of told ?? []) entries.push(standingOf(inside, letter, entry));
    if (told) continue;
    for (const one of measuresOf[what]) if (listsFor(one).includes(letter)) complete.delete(one);
  }
  return { complete, entries };
}

function standingOf({ link, channel }: Inside, letter: string, entry: ListEntry): Standing {
  const { mask, setBy, setAtMs } = entry;
  const measure = measureOf(link, { letter, mask });
  return {
    mark: `${letter} ${mask}`,
    ...(measure && { measure, subject: meantBy(link, channel, mask) }),
    ...(setBy !== undefined && { setBy, setter: setterOf(link, setBy) }),
    ...(setAtMs !== undefined && { setAtMs }),
  };
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
