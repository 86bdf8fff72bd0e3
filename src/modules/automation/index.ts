/**
 * Automations: how staff write what happens by itself, try it without doing it, and see how it went. Running them is
 * elsewhere.
 */
import { defineModule } from '../../sdk/index.ts';
import {
  automationCreate,
  automationDelete,
  automationDisable,
  automationEdit,
  automationEnable,
  automationReactionRole,
  automationStarter,
} from './change.ts';
import {
  automationHistory,
  automationList,
  automationShow,
  automationTest,
  automationTrace,
} from './look.ts';
import { texts } from './texts.ts';

export const automation = defineModule({
  name: 'automation',
  version: '1.0.0',
  capabilities: [
    {
      name: 'automation.view',
      least: 'helper',
      text: 'See automations, try them, and how they went.',
    },
    {
      name: 'automation.manage',
      least: 'administrator',
      text: 'Write automations and switch them.',
    },
  ],
  commands: [
    ...[automationCreate, automationDelete, automationDisable, automationEdit, automationEnable],
    ...[automationHistory, automationList, automationReactionRole, automationShow],
    ...[automationStarter, automationTest, automationTrace],
  ],
  texts,
});
