/**
 * Automod: how staff write rules, watch them, try them, and put them in force. Judging and acting are elsewhere.
 */
import { defineModule } from '../../sdk/index.ts';
import {
  automodAdd,
  automodCheck,
  automodEdit,
  automodMode,
  automodMove,
  automodPreset,
  automodRemove,
} from './change.ts';
import { automodHistory, automodList, automodTest, automodWhy } from './look.ts';
import { automodMirror } from './mirror.ts';
import { mirrorTexts } from './mirror-texts.ts';
import { automodForget, automodKept, automodReplay } from './replay.ts';
import { texts } from './texts.ts';

export const automod = defineModule({
  name: 'automod',
  version: '1.0.0',
  capabilities: [
    { name: 'automod.view', least: 'helper', text: 'See rules, try them, and what they found.' },
    { name: 'automod.manage', least: 'administrator', text: 'Write rules and put them in force.' },
  ],
  commands: [
    ...[automodAdd, automodCheck, automodEdit, automodForget, automodHistory, automodKept],
    ...[
      automodList,
      automodMirror,
      automodMode,
      automodMove,
      automodPreset,
      automodRemove,
      automodReplay,
    ],
    ...[automodTest, automodWhy],
  ],
  texts: { en: { ...texts.en, ...mirrorTexts.en }, fr: { ...texts.fr, ...mirrorTexts.fr } },
});
