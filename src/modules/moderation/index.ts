/**
 * Moderation: what staff do to people, and what was done. The acting itself is elsewhere, in one place; nothing here
 * touches a network.
 */
import { defineModule } from '../../sdk/index.ts';
import { caseClear, caseReverse } from './case-reverse.ts';
import { caseLink, caseNote, caseReason } from './case-edit.ts';
import { caseList, caseStats, caseView, infractions } from './case-look.ts';
import { exempt, invex, unexempt, uninvex } from './exempt.ts';
import { exemptTexts } from './exempt-texts.ts';
import { globalban, globalunban } from './globalban.ts';
import { incidentClose, incidentList, incidentNote, incidentShow } from './incident.ts';
import { incidentTexts } from './incident-texts.ts';
import { masks } from './masks.ts';
import { massban } from './massban.ts';
import { purge } from './purge.ts';
import { ban, kick, mute, note, warn } from './punish.ts';
import { unban, unmute } from './pardon.ts';
import { quarantineLift, quarantineList } from './quarantine.ts';
import { report } from './report.ts';
import {
  reviewApprove,
  reviewChange,
  reviewDismiss,
  reviewList,
  reviewShow,
  reviewUndo,
} from './review.ts';
import { reviewTexts } from './review-texts.ts';
import { caseTexts } from './case-texts.ts';
import { texts } from './texts.ts';
import { undoCase, undoIncident, undoModerator, undoRule, undoStatus, undoWindow } from './undo.ts';
import { undoTexts } from './undo-texts.ts';

export const moderation = defineModule({
  name: 'moderation',
  version: '1.0.0',
  capabilities: [
    { name: 'mod.view', least: 'helper', text: 'See the cases of this community.' },
    { name: 'mod.warn', least: 'moderator', text: 'Warn people, and note things about them.' },
    { name: 'mod.mute', least: 'moderator', text: 'Mute people, and lift that.' },
    { name: 'mod.kick', least: 'moderator', text: 'Send people away.' },
    { name: 'mod.ban', least: 'moderator', text: 'Ban people, and lift that.' },
    { name: 'mod.purge', least: 'moderator', text: 'Delete what people said.' },
    { name: 'mod.cases', least: 'moderator', text: 'Change cases, and take them back.' },
    {
      name: 'mod.undo',
      least: 'administrator',
      text: 'Take back many acts at once: of a rule, of staff, of an incident, of a stretch of time.',
    },
    {
      name: 'mod.rescue',
      least: 'communityOwner',
      text: 'Give staff their rights back that were suspended because they acted too often.',
    },
    { name: 'review.view', least: 'helper', text: 'See what waits for moderators.' },
    { name: 'review.decide', least: 'moderator', text: 'Decide what waits for moderators.' },
    { name: 'mod.everywhere', least: 'instanceOwner', text: 'Ban people everywhere.' },
  ],
  commands: [
    ...[ban, caseClear, caseLink, caseList, caseNote, caseReason, caseReverse, caseStats, caseView],
    ...[globalban, globalunban, infractions, kick, massban, mute, note, purge],
    ...[exempt, invex, unexempt, uninvex],
    ...[quarantineLift, quarantineList, unban, unmute, warn, masks],
    ...[report, reviewApprove, reviewChange, reviewDismiss, reviewList, reviewShow, reviewUndo],
    ...[incidentClose, incidentList, incidentNote, incidentShow],
    ...[undoCase, undoIncident, undoModerator, undoRule, undoStatus, undoWindow],
  ],
  texts: {
    en: {
      ...texts.en,
      ...exemptTexts.en,
      ...caseTexts.en,
      ...reviewTexts.en,
      ...incidentTexts.en,
      ...undoTexts.en,
    },
    fr: {
      ...texts.fr,
      ...exemptTexts.fr,
      ...caseTexts.fr,
      ...reviewTexts.fr,
      ...incidentTexts.fr,
      ...undoTexts.fr,
    },
  },
});
