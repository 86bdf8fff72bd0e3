/**
 * Appeals: the commands of those who appeal and of staff who decide. Deciding, lifting and telling are elsewhere; nothing
 * here touches a network.
 */
import { defineModule } from '../../sdk/index.ts';
import {
  appealApprove,
  appealDeny,
  appealLink,
  appealList,
  appealTake,
  appealView,
} from './staff.ts';
import { pageTexts } from './page-texts.ts';
import { texts } from './texts.ts';
import { appealMine, appealWithdraw, appealWrite } from './write.ts';

export const appeals = defineModule({
  name: 'appeals',
  version: '1.0.0',
  capabilities: [
    { name: 'mod.appeal', least: 'moderator', text: 'See appeals of this community and decide.' },
  ],
  commands: [
    ...[appealApprove, appealDeny, appealLink, appealList, appealMine, appealTake, appealView],
    ...[appealWithdraw, appealWrite],
  ],
  texts: { en: { ...texts.en, ...pageTexts.en }, fr: { ...texts.fr, ...pageTexts.fr } },
});
