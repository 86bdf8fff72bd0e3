import { type ConnectionId, connectionId, partsOfChannel } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { HealthReport } from '../health/desk.ts';
import type { Platform, Voice } from '../platform.ts';
import type { Diagnose, Diagnosis, DiagnosisStep, Question } from './diagnosis.ts';
import type { DiagnosisParts } from './parts.ts';
import { bad, good, note } from './step.ts';
import { stepsInside } from './steps-inside.ts';

/** Asks in the order in which a message would meet what can stop it, and ends where the rest cannot be known. */
export const diagnosing =
  (parts: DiagnosisParts): Diagnose =>
  async (question) => {
    const meant = await channelMeant(parts, question);
    if (!meant.ok) return meant;
    const { platform, channel, voice } = meant.value;
    const found = { channel };
    const connection = connectionStep(platform);
    const health = healthStep(await parts.ports.health.report());
    if (connection.state === 'bad') return ok({ ...found, steps: [connection, health] });
    if (voice.voice === 'absent') {
      const why = voice.why ?? '';
      const facts = {
        channel,
        why,
        connection: platform.connection,
        reason: why === '' ? 'none' : 'known',
      };
      return ok({ ...found, steps: [connection, bad('inside', 'why.inside.not', facts)] });
    }
    const { place } = voice;
    const person = await personMeant(platform, place, question);
    const steps = [
      connection,
      good('inside', 'why.inside', { channel: place.name }),
      speaks(voice),
    ];
    const inside = stepsInside(parts.ports, { place, person, command: question.command });
    const all: Diagnosis = { channel: place.name, place, steps: [...steps, ...inside, health] };
    return ok(person ? { ...all, person } : all);
  };

/** How the bot is as a whole, by the same look as `health` and the page: what ails it may be felt here. */
function healthStep({ state, checks }: HealthReport): DiagnosisStep {
  const ailing = checks.filter((one) => one.state !== 'ok').map(({ name }) => name);
  return ailing.length === 0
    ? good('health', 'why.health')
    : note('health', 'why.health.unwell', { state, names: ailing.join(', ') });
}

interface Meant {
  readonly platform: Platform;
  readonly channel: string;
  readonly voice: Voice;
}

/** `libera/#castle` names its connection; else it is the one where it is asked, or the only one that knows the channel. */
async function channelMeant(
  { platforms }: DiagnosisParts,
  { where, channel }: Question,
): Promise<Result<Meant>> {
  const all = platforms();
  const wanted = channel ?? partsOfChannel(where.channel).native;
  const named = /^([a-z0-9][a-z0-9-]*)\/(.+)$/u.exec(wanted);
  const [on, text] = named
    ? [connectionNamed(named[1]), named[2] ?? '']
    : [where.connection, wanted];
  const here = all.find(({ connection }) => connection === on);
  if (here) return ok({ platform: here, channel: text, voice: await voiceOn(here, where, text) });
  const names = all.map(({ connection }) => connection).join(', ');
  if (named) return refuse('why.no-connection', { connection: named[1] ?? '', names });
  const looks = await Promise.all(
    all.map(async (platform) => ({
      ...{ platform, channel: text, voice: await voiceOn(platform, where, text) },
    })),
  );
  const there = looks.filter(({ voice }) => voice.voice !== 'absent');
  const [only] = there.length === 1 ? there : looks.length === 1 ? looks : [];
  return only ? ok(only) : refuse('why.which', { channel: text, names });
}

const connectionNamed = (name: string | undefined): ConnectionId => connectionId(name ?? '');

const voiceOn = async (platform: Platform, where: Place, text: string): Promise<Voice> =>
  platform.voice && platform.status().link.state === 'online'
    ? platform.voice(where, text)
    : { voice: 'absent' };

const personMeant = async (
  platform: Platform,
  place: Place,
  { person }: Question,
): Promise<Actor | undefined> =>
  person === undefined ? undefined : platform.findActor(place, person);

function connectionStep(platform: Platform): DiagnosisStep {
  const { connection, link, server } = platform.status();
  if (link.state === 'online') return good('connection', 'why.connection', { connection });
  const problem = 'problem' in link ? (link.problem ?? '') : '';
  return bad('connection', 'why.connection.not', {
    connection,
    server,
    state: link.state,
    problem,
  });
}

function speaks(voice: Exclude<Voice, { voice: 'absent' }>): DiagnosisStep {
  const channel = voice.place.name;
  return voice.voice === 'speaks'
    ? good('speaks', 'why.speaks', { channel })
    : bad('speaks', 'why.speaks.not', { channel, why: voice.why });
}
