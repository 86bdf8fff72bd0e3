import { z } from 'zod';
import { decode } from '../decode.ts';
import {
  answerable,
  answerNamed,
  editAnswer,
  interactionWithToken,
  postAnswer,
  postPlaceholder,
  requireFitting,
  setProgress,
} from '../interactions.ts';
import type { Interaction } from '../interaction.ts';
import { editedMessageBody, newMessageBody } from '../message-body.ts';
import { composed, recomposed } from '../message-content.ts';
import { deleteMessage } from '../messages.ts';
import { modalBody, modalFrom } from '../modal-body.ts';
import { messageFlag, type Message } from '../model.ts';
import { messageJson } from '../wire-message.ts';
import { json, noContent, openRoute, type Answer, type OpenCall, type Route } from './route.ts';

const callbackBody = z.object({ type: z.number().int(), data: z.unknown().optional() });
const flagsBody = z.object({ flags: z.number().int().nullish() });
const choicesBody = z.object({
  choices: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        value: z.union([z.string().max(100), z.number()]),
      }),
    )
    .max(25),
});

/** Answers to interactions: the callback within three seconds, follow-ups within fifteen minutes. */
export const interactionRoutes: readonly Route[] = [
  openRoute('POST /interactions/:interaction/:token/callback', callback),
  openRoute('POST /webhooks/:application/:token', followUp),
  openRoute('GET /webhooks/:application/:token/messages/:message', (call) =>
    json(messageJson(named(call).message)),
  ),
  openRoute('PATCH /webhooks/:application/:token/messages/:message', editFollowUp),
  openRoute('DELETE /webhooks/:application/:token/messages/:message', removeFollowUp),
];

function callback(call: OpenCall): Answer {
  const interaction = answerable(call.world, call.param('interaction'), call.param('token'));
  const body = decode(callbackBody, call.body);
  requireFitting(interaction, body.type);
  const message = answerWith(call, interaction, body.type, body.data);
  if (call.query.get('with_response') !== 'true') return noContent;
  return json(callbackResponse(interaction, body.type, message));
}

function answerWith(
  call: OpenCall,
  interaction: Interaction,
  type: number,
  data: unknown,
): Message | undefined {
  switch (type) {
    case 4:
      return reply(call, interaction, data);
    case 5:
      return postPlaceholder(
        call.world,
        interaction,
        isEphemeral(decode(flagsBody, data ?? {}).flags),
      );
    case 6:
      interaction.originalId = interaction.message?.id;
      setProgress(call.world, interaction, { state: 'deferred', update: true });
      return interaction.message;
    case 7:
      return update(call, interaction, data);
    case 8:
      interaction.suggestions = decode(choicesBody, data).choices;
      setProgress(call.world, interaction, { state: 'answered' });
      return undefined;
    default:
      return showModal(call, interaction, data);
  }
}

function reply(call: OpenCall, interaction: Interaction, data: unknown): Message {
  const message = say(call, interaction, data);
  interaction.originalId = message.id;
  setProgress(call.world, interaction, { state: 'answered' });
  return message;
}

function say(
  { world, files }: OpenCall,
  interaction: Interaction,
  data: unknown,
  reference?: Message['reference'],
): Message {
  const body = decode(newMessageBody, data);
  const { channel, application } = interaction;
  const content = composed(world, body, { channel, author: application.user, files });
  return postAnswer(
    world,
    interaction,
    { ...content, ...(reference && { reference, type: 19 }) },
    isEphemeral(body.flags),
  );
}

const isEphemeral = (flags: number | null | undefined): boolean =>
  ((flags ?? 0) & messageFlag.ephemeral) !== 0;

function update(call: OpenCall, interaction: Interaction, data: unknown): Message | undefined {
  const { message } = interaction;
  interaction.originalId = message?.id;
  const current = message && message.channel.messages.get(message.id);
  const edit =
    current && recomposed(call.world, current, decode(editedMessageBody, data), call.files);
  const changed = current && edit && editAnswer(call.world, interaction, current, edit);
  setProgress(call.world, interaction, { state: 'answered' });
  return changed;
}

function showModal({ world }: OpenCall, interaction: Interaction, data: unknown): undefined {
  const modal = modalFrom(decode(modalBody, data));
  interaction.modal = modal;
  setProgress(world, interaction, { state: 'answered' });
  world.changes.emit({ kind: 'modal-opened', interaction, modal });
}

const callbackResponse = (
  { id, type, originalId }: Interaction,
  answer: number,
  message: Message | undefined,
): object => ({
  interaction: {
    id,
    type,
    response_message_id: originalId,
    response_message_loading: answer === 5,
    response_message_ephemeral: message?.visibleTo !== undefined,
  },
  ...(message && { resource: { type: answer, message: messageJson(message) } }),
});

/** A follow-up; the first one after a deferral becomes the answer that was promised. */
function followUp(call: OpenCall): Answer {
  const interaction = interactionWithToken(
    call.world,
    call.param('application'),
    call.param('token'),
  );
  const { progress, originalId, channel } = interaction;
  const placeholder =
    progress.state === 'deferred' && !progress.update
      ? channel.messages.get(originalId ?? '')
      : undefined;
  if (placeholder) {
    const edit = composed(call.world, decode(newMessageBody, call.body), {
      channel,
      author: placeholder.author,
      files: call.files,
    });
    return json(
      messageJson(
        editAnswer(call.world, interaction, placeholder, {
          ...edit,
          flags: edit.flags | (placeholder.flags & messageFlag.ephemeral),
        }),
      ),
    );
  }
  const reference =
    originalId === undefined ? undefined : { messageId: originalId, channelId: channel.id };
  return json(messageJson(say(call, interaction, call.body, reference)));
}

function named(call: OpenCall): { interaction: Interaction; message: Message } {
  const interaction = interactionWithToken(
    call.world,
    call.param('application'),
    call.param('token'),
  );
  return { interaction, message: answerNamed(interaction, call.param('message')) };
}

function editFollowUp(call: OpenCall): Answer {
  const { interaction, message } = named(call);
  const edit = recomposed(call.world, message, decode(editedMessageBody, call.body), call.files);
  return json(messageJson(editAnswer(call.world, interaction, message, edit)));
}

function removeFollowUp(call: OpenCall): Answer {
  deleteMessage(call.world, named(call).message);
  return noContent;
}
