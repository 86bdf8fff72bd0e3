/**
 * The one door for modules and extensions (`castellan/sdk`). What is not exported here is not promised.
 *
 * A module is a value: `defineModule({ name, version, commands, texts, … })`. Everything that it registers
 * is taken back when it is unloaded.
 */
export { defineModule, job } from './module.ts';
export type { Module, ModuleJob, Need, Start } from './module.ts';
export { column, defineTable } from '../core/tables/table.ts';
export type { AnyTable, Columns, RowOf, Table } from '../core/tables/table.ts';
export type { Listing, Rows, Tables, Where } from '../core/tables/rows-store.ts';
export type { Json, Values } from '../core/values/values.ts';
export type { Files } from '../core/files/files.ts';
export type { StorageCheck } from '../core/files/self-test.ts';
export type { Tidied } from '../core/files/storage-desk.ts';
export type { FileStats } from '../core/files/json-files.ts';
export type {
  ExtensionDesk,
  ExtensionLink,
  ExtensionLogLine,
  ExtensionProblem,
  ExtensionView,
} from '../core/extensions/extensions.ts';
export type { Held, IndexStanding, MarketDesk, Offer } from '../core/market/market.ts';
export { marketLicences } from '../core/market/licence-table.ts';

export { pages, showPages, turnPage } from './paging.ts';
export type { PageAt, Paged } from './paging.ts';
export { check } from './checks.ts';
export type { Checked, Configured } from './checks.ts';

export { defineCommand } from '../core/commands/command.ts';
export type { Answer, Call, Command, Pressed, Stage } from '../core/commands/command.ts';
export {
  actor,
  asked,
  boolean,
  channel,
  choice,
  duration,
  integer,
  number,
  optional,
  person,
  rest,
  role,
  word,
} from '../core/commands/arguments.ts';
export { labelled, period, reason, somebody } from '../core/commands/people-arguments.ts';
export { numbers, since } from '../core/commands/moment-arguments.ts';
export type { Named, Period } from '../core/commands/people-arguments.ts';
export { exampleOf, usageOf } from '../core/commands/read-arguments.ts';
export type { Suggesting } from '../core/commands/arguments.ts';
export type { CommandInfo, Menu } from '../core/commands/command-info.ts';
export { type CommandEdit, commandMeant, editCommand } from '../core/commands/command-edits.ts';
export { membersOf } from '../core/commands/families.ts';
export { suggestCommands } from '../core/commands/suggest-commands.ts';
export { layerMeant, placeOfLayer, scopeWords } from '../core/commands/layer-meant.ts';
export { modulesOff, switchModule } from '../core/commands/module-switch.ts';
export { localRules } from '../core/commands/local-rules.ts';
export type { LocalRules } from '../core/commands/local-rules.ts';
export { isRank, mayUse } from '../core/commands/may-use.ts';
export type { MenuMark, MenuState, Synced } from '../core/commands/slash-menu.ts';
export { confirmWithinMs } from '../core/commands/confirmations.ts';
export type { Lifted, LimitsInForce, StageMode } from '../core/commands/levers.ts';
export type { Progress } from '../core/commands/progress.ts';
export type { Ports, Tally } from '../core/commands/ports.ts';
export type {
  AiBoard,
  AiEvaluation,
  AiLevers,
  AiSpending,
  AiStatus,
  AiTrial,
  AiVerdictView,
} from '../core/commands/ai-levers.ts';
export type {
  InWords,
  KeptMessages,
  MirrorLevers,
  MirrorView,
  RuleHit,
  RuleReplay,
  RuleRevisionView,
  RuleTrial,
  RuleView,
} from '../core/commands/rule-levers.ts';
export type { Announcement, Pushed } from '../core/announcements/announcements.ts';
export type {
  AutomationDeed,
  AutomationLevers,
  AutomationRun,
  AutomationTrial,
  AutomationVerdict,
  AutomationView,
} from '../core/commands/automation-levers.ts';
export type { RaidStanding, RaidTurned } from '../core/commands/raid-levers.ts';

export { pageAct, webCard, webPage, webRoute } from '../core/web/web.ts';
export type {
  AnswerHeader,
  Asked,
  PageAct,
  TextType,
  WebAccess,
  WebAnswer,
  WebCard,
  WebMethod,
  WebPage,
  WebParts,
  WebRequest,
  WebRoute,
} from '../core/web/web.ts';
export type { CardContent, FormValue, PageBlock, PageContent } from '../core/web/content.ts';
export { z } from 'zod';

export { listener } from '../core/hooks/listener.ts';
export type { Listener } from '../core/hooks/listener.ts';
export type { Announce, HookCall, HookDesk, HookState, HookView } from '../core/hooks/desk.ts';

/** Settings as a module declares them: `setting.integer({ … })`, `setting.text({ … })`, … */
export * as setting from '../core/settings/kinds.ts';
export type { Setting } from '../core/settings/kinds.ts';
export type {
  Changed,
  Scope,
  SettingPlace,
  SettingSet,
  Settings,
} from '../core/settings/settings.ts';
export { layersOf, partsOf as partsOfScope, readScope } from '../core/settings/scope.ts';
export { authorOf } from '../core/settings/author.ts';
export { shownMoment } from '../core/settings/when.ts';
export type { SettingsDesk } from '../core/settings/desk.ts';
export type { Difference, Left, ShownRevision } from '../core/settings/history.ts';
export type { ImportPlan } from '../core/settings/import.ts';
export type { Misfit } from '../core/settings/validate.ts';
export type { Staged } from '../core/settings/staged-store.ts';
export type { Audited } from '../core/audit/entry.ts';
export type { AuditFilter } from '../core/audit/listing-store.ts';
export type { ChainState } from '../core/audit/verifying.ts';

export { caseKinds, isLasting } from '../core/cases/case.ts';
export type {
  Case,
  CaseCounts,
  CaseKey,
  CaseKind,
  DayCount,
  LastingKind,
  WholeCase,
} from '../core/cases/case.ts';
export type {
  ActKind,
  ActRequest,
  Acted,
  BulkOutcome,
  Doer,
  Effect,
  Quarantine,
} from '../core/cases/acts.ts';
export type { Everywhere, ListedEntry, ModerationDesk } from '../core/cases/desk.ts';
export * from '../core/incidents/sdk.ts';
export type { Identity, PeopleDesk } from '../core/people/people.ts';
export { reviewActKinds } from '../core/cases/review.ts';
export type {
  ReviewAct,
  ReviewClaim,
  ReviewDesk,
  ReviewItem,
  ReviewVerdict,
} from '../core/cases/review.ts';
export { appealStates } from '../core/appeals/appeal.ts';
export type {
  Appeal,
  AppealAnswer,
  AppealKey,
  AppealStep,
  WholeAppeal,
} from '../core/appeals/appeal.ts';
export type { AppealLink, Decided, Decider } from '../core/appeals/desk.ts';
export { newcomerStates } from '../core/gate/desk.ts';
export type { GateAsked, GateQuestion, GateStanding, Newcomer } from '../core/gate/desk.ts';
export { fieldsDivider, lastingAction, lastingChoice } from '../core/commands/lasting.ts';
export type { Subject } from '../core/enforcer.ts';
export { readMoment } from '../core/settings/when.ts';

export type { JobState, JobView } from '../core/jobs/desk.ts';
export type { JobRun } from '../core/jobs/job.ts';

export type { Capability, Permissions } from '../core/permissions/permissions.ts';
export { ranks } from '../core/permissions/ranks.ts';
export type { Rank } from '../core/permissions/ranks.ts';

export { defineTexts } from '../core/texts/texts.ts';
export type { Facts, Say, Texts } from '../core/texts/texts.ts';

export type { Action, Button, Card, CardField, Form, Select, SelectOption } from '../core/card.ts';
export { escapeMarkup, withoutMarkup } from '../core/markup.ts';
export type { Actor } from '../core/actor.ts';
export { communityOf } from '../core/community.ts';
export type { Place } from '../core/event.ts';
export type { ConnectionStatus, Thing } from '../core/platform.ts';
export { backupTypes, compressions } from '../core/backups/backups.ts';
export type {
  Backup,
  BackupStats,
  Backups,
  BackupType,
  Compression,
  Step,
} from '../core/backups/backups.ts';
export type { Diagnosis, DiagnosisStep } from '../core/diagnosis/diagnosis.ts';
export type { CheckView, HealthReport, HealthSample, Vitals } from '../core/health/desk.ts';
export { importSources } from '../core/imports/imports.ts';
export type { ImportHow, Imports, TakePlan } from '../core/imports/imports.ts';
export type { ErasePreview, KeptOf, PrivacyDesk } from '../core/privacy/desk.ts';
export type { Trace } from '../core/trace.ts';

export { err, ok, refuse } from '../base/result.ts';
export type { Refusal, Result } from '../base/result.ts';
export { channelOn } from '../base/ids.ts';
export type { ActorId, CommunityId } from '../base/ids.ts';
export { formatDuration, parseDuration } from '../base/duration.ts';
