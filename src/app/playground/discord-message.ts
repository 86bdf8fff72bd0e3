import type { PlayControl, PlayEmbed, PlayMessage } from '../../dashboard/index.ts';
import type { MessageView } from '../../sandbox/discord/index.ts';
import { colourOf } from './network.ts';

/** What is around a message: who people are, who sees it, and which trace explains it. */
export interface Around {
  /** The person's id in the Playground, by snowflake. */
  readonly personOf: (id: string) => string | undefined;
  readonly seenBy?: readonly string[];
  readonly trace?: string;
}

/** A message of the simulated Discord as the Playground draws it. */
export function playMessage(
  message: MessageView,
  { personOf, seenBy, trace }: Around,
): PlayMessage {
  const { author, answers } = message;
  const person = personOf(author.id);
  const asked = answers && personOf(answers.user.id);
  return {
    ...{ id: message.id, network: 'discord', channel: message.channelId, atMs: message.atMs },
    ...{ kind: 'said', text: message.content },
    author: {
      ...(person !== undefined && { id: person }),
      ...{ name: author.name, bot: author.bot },
      colour: author.color === 0 ? colourOf(author.name) : hexOf(author.color),
    },
    embeds: message.embeds.map(embedOf),
    controls: message.components.map((row) => listIn(row, 'components').flatMap(controlOf)),
    ...{ ephemeral: message.ephemeral, edited: message.edited, pending: message.loading },
    ...(seenBy && { seenBy }),
    ...(asked !== undefined &&
      answers?.command !== undefined && {
        answers: { person: asked, command: answers.command },
      }),
    ...(trace !== undefined && { trace }),
  };
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function listIn(object: Json, key: string): readonly Json[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function textIn(object: Json, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

const hexOf = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

function embedOf(embed: Json): PlayEmbed {
  const [title, text] = [textIn(embed, 'title'), textIn(embed, 'description')];
  const { color, footer } = embed;
  const footerText = isJson(footer) ? textIn(footer, 'text') : undefined;
  return {
    ...(title !== undefined && { title }),
    ...(text !== undefined && { text }),
    ...(typeof color === 'number' && { colour: hexOf(color) }),
    fields: listIn(embed, 'fields').map((field) => ({
      name: textIn(field, 'name') ?? '',
      value: textIn(field, 'value') ?? '',
      inline: field['inline'] === true,
    })),
    ...(footerText !== undefined && { footer: footerText }),
  };
}

/** Discord's numbers for the looks of buttons. */
const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' } as const;
const componentType = { button: 2, select: 3 } as const;
const linkStyle = 5;

const styleOf = (style: unknown) =>
  style === 1 || style === 3 || style === 4 ? styles[style] : styles[2];

function controlOf(component: Json): readonly PlayControl[] {
  const label = textIn(component, 'label') ?? '';
  const id = textIn(component, 'custom_id') ?? '';
  const disabled = component['disabled'] === true;
  if (component['type'] === componentType.button) {
    if (component['style'] === linkStyle) {
      return [{ kind: 'link', label, url: textIn(component, 'url') ?? '' }];
    }
    return [{ kind: 'button', id, label, style: styleOf(component['style']), disabled }];
  }
  if (component['type'] !== componentType.select) return [];
  const placeholder = textIn(component, 'placeholder') ?? '';
  return [{ kind: 'select', id, placeholder, disabled, options: optionsOf(component) }];
}

const optionsOf = (component: Json) =>
  listIn(component, 'options').map((option) => {
    const description = textIn(option, 'description');
    return {
      value: textIn(option, 'value') ?? '',
      label: textIn(option, 'label') ?? '',
      ...(description !== undefined && { description }),
      chosen: option['default'] === true,
    };
  });
