import {
  AutoModerationActionType,
  type GatewayAutoModerationActionExecutionDispatchData as Execution,
} from 'discord-api-types/v10';
import type { Decoder } from './decoder.ts';
import { known, note } from './note.ts';
import { madeAtMs } from './snowflake.ts';

/** Proxies leave out what is empty. */
type Told = Omit<Execution, 'action' | 'content'> & Partial<Pick<Execution, 'action' | 'content'>>;

/** What AutoMod did. Told once for each action of a rule; a message is kept back by one of them. */
export function nativeHit(decoder: Decoder, told: Told): void {
  const { guild_id: guild, channel_id: id, user_id: user, rule_id: rule, action } = told;
  const { content: text = '' } = told;
  const person = known(decoder, guild, user);
  note(decoder, {
    ...{ guild, what: 'native-rule-hit', target: `${rule}/${user}`, subject: person.name },
    ...(id !== undefined && { channel: id }),
    ...(text !== '' && { changes: [{ what: 'text', after: text }] }),
    ...(action?.type === AutoModerationActionType.BlockMessage && {
      keptBack: {
        ...{ rule, person, text, accountMadeAtMs: madeAtMs(user) },
        ...(told.matched_keyword && { look: told.matched_keyword }),
        ...(told.matched_content && { found: told.matched_content }),
      },
    }),
  });
}
