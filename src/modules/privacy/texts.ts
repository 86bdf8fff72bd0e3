import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'privacy.about': 'See what is kept of people, and have it erased.',
    'privacy.kept':
      '{kind, select, grants {rights given or received} secrets {secrets set} settings_revisions {changes of settings} settings_staged {changes of settings for later} guard_history {times held back by the guard} recordings {recordings of when commands were given} guard {mutes and bans that hold} automod_revisions {changes of rules} automod_messages {messages kept for trying rules} automod {times that rules held} ai_spending {days on which a model was asked about messages} ai_verdicts {what models said of messages} ai_samples {messages that somebody decided about} ai {messages of the last minutes, for a model} audit {acts in the audit log} cases {cases of moderation} case_counters {counts of cases} case_notes {notes at cases} case_evidence {messages that cases rest on} case_names {names in cases} quarantines {rights suspended} lately {messages of the last minutes, in memory} announcements {announcements written} eventlog {messages of the last day, in memory} appeals {appeals} appeal_answers {answers in appeals} appeal_news {news of appeals} appeal_steps {steps of appeals} appeal_links {links to the page of appeals} gate_newcomers {visits at the gate} gate_links {links to the gate} incidents {incidents opened or closed} incident_entries {entries of incidents} incident_people {incidents that concern him} undos {acts taken back} review_items {messages that waited for moderators, and decisions about them} review_claims {reports made} review_context {messages around what was reviewed} people_links {links between accounts} automation_revisions {changes of automations} automations {times that automations ran} values {things that modules keep} other {{kind}}}: **{count, number}**',
    'privacy.names': 'Found by the names {names}',
    'privacy.alert.asked':
      '{name} asks to be forgotten. What that would take: `privacy erase {actor}`',
    'privacy.alert.again':
      'This database knew {count, plural, one {# person} other {# people}} who had been erased since it was written; they were erased again.',
    'privacy export.about': 'Write all that is kept of somebody into a file, for the one who asks.',
    'privacy export.arg.who': 'Who: somebody who is here, or an id like discord:123',
    'privacy export.done':
      'What is kept of {actor}: {total, plural, =0 {nothing} one {# thing} other {# things}}',
    'privacy export.path':
      'It is in the file `{path}` on the machine that runs the bot. Give it to the person it is about, then remove it.',
    'privacy erase.about': 'Erase all that is kept of somebody, everywhere, for good.',
    'privacy erase.arg.who': 'Who: somebody who is here, or an id like discord:123',
    'privacy erase.arg.code': 'The code that the question gave',
    'privacy erase.title':
      'Erase {actor}? {total, plural, =0 {Nothing is known of this id} one {# thing is known} other {# things are known}}',
    'privacy erase.what':
      'Mutes and bans of this person end. What this person changed stays, under a name from chance; the audit log stays whole. Backups forget too, when they are restored. This cannot be taken back.',
    'privacy erase.how': 'To do it, within {seconds} s: `{command}`',
    'privacy erase.done':
      'Erased: {count, plural, =0 {there was nothing} one {# thing} other {# things}}. What had to stay stands under {pseudonym}.',
    'privacy erase.self':
      'You cannot erase yourself: that very act would be written down under your name. Let another owner do it, or the command line: castellan privacy erase.',
    'privacy erase.wrong-code':
      'That is not the code, or it is older than a minute. Ask again without a code.',
    'privacy forget.about': 'Ask those who run the bot to forget you.',
    'privacy forget.asked':
      'Those who run the bot have been told that you ask to be forgotten. They decide, because it also ends mutes and bans.',
    'privacy me.about': 'See what is kept of you.',
    'privacy me.title':
      'Kept of you ({actor}): {total, plural, =0 {nothing} one {# thing} other {# things}}',
    'privacy me.how':
      'For the whole of it ask those who run the bot; to be forgotten: `{prefix}privacy forget`. For how long it is kept: `{prefix}privacy retention`',
    'privacy retention.about': 'See how long what is kept.',
    'privacy retention.title': 'How long what is kept',
    'privacy retention.line':
      '{setting}: **{days, plural, =0 {for ever} one {# day} other {# days}}**',
  },
  fr: {
    'privacy.about': 'Voir ce qui est gardé des personnes, et le faire effacer.',
    'privacy.kept':
      '{kind, select, grants {droits reçus ou donnés} secrets {secrets posés} settings_revisions {changements de réglages} settings_staged {changements de réglages pour plus tard} guard_history {retenues par la garde} recordings {enregistrements de moments de commandes} guard {sourdines et bannissements en cours} automod_revisions {changements de règles} automod_messages {messages gardés pour essayer des règles} automod {fois où des règles ont tenu} ai_spending {jours où un modèle a été interrogé sur des messages} ai_verdicts {ce que des modèles ont dit de messages} ai_samples {messages dont quelqu’un a décidé} ai {messages des dernières minutes, pour un modèle} audit {actes au journal d’audit} cases {dossiers de modération} case_counters {comptes de dossiers} case_notes {notes de dossiers} case_evidence {messages sur lesquels reposent des dossiers} case_names {noms dans des dossiers} quarantines {droits suspendus} lately {messages des dernières minutes, en mémoire} announcements {annonces écrites} eventlog {messages du dernier jour, en mémoire} appeals {recours} appeal_answers {réponses de recours} appeal_news {nouvelles de recours} appeal_steps {étapes de recours} appeal_links {liens vers la page des recours} gate_newcomers {passages à l’entrée} gate_links {liens vers l’entrée} incidents {incidents ouverts ou fermés} incident_entries {entrées d’incidents} incident_people {incidents qui le concernent} undos {actes annulés} review_items {messages qui attendaient des modérateurs, et décisions à leur sujet} review_claims {signalements faits} review_context {messages autour de ce qui a été examiné} people_links {liens entre comptes} automation_revisions {changements d’automatisations} automations {fois où des automatisations ont agi} values {choses gardées par des modules} other {{kind}}} : **{count, number}**',
    'privacy.names': 'Trouvé par les noms {names}',
    'privacy.alert.asked':
      '{name} demande à être oublié. Ce que cela prendrait : `privacy erase {actor}`',
    'privacy.alert.again':
      'Cette base connaissait {count, plural, one {# personne effacée} other {# personnes effacées}} depuis qu’elle fut écrite ; c’est de nouveau effacé.',
    'privacy export.about':
      'Écrire dans un fichier tout ce qui est gardé d’une personne, pour qui le demande.',
    'privacy export.arg.who': 'Qui : quelqu’un de présent, ou un identifiant comme discord:123',
    'privacy export.done':
      'Gardé de {actor} : {total, plural, =0 {rien} one {# chose} other {# choses}}',
    'privacy export.path':
      'C’est dans le fichier `{path}` sur la machine du bot. Remettez-le à la personne concernée, puis supprimez-le.',
    'privacy erase.about': 'Effacer partout et pour de bon ce qui est gardé d’une personne.',
    'privacy erase.arg.who': 'Qui : quelqu’un de présent, ou un identifiant comme discord:123',
    'privacy erase.arg.code': 'Le code que la question a donné',
    'privacy erase.title':
      'Effacer {actor} ? {total, plural, =0 {Rien n’est connu de cet identifiant} one {# chose est connue} other {# choses sont connues}}',
    'privacy erase.what':
      'Ses mises en sourdine et bannissements prennent fin. Ce qu’elle a changé reste, sous un nom tiré au hasard ; le journal d’audit reste entier sans elle. Les sauvegardes l’oublient quand on les restaure. C’est sans retour.',
    'privacy erase.how': 'Pour le faire, dans les {seconds} s : `{command}`',
    'privacy erase.done':
      'Effacé : {count, plural, =0 {il n’y avait rien} one {# chose} other {# choses}}. Ce qui devait rester figure sous {pseudonym}.',
    'privacy erase.self':
      'Vous ne pouvez pas vous effacer vous-même : cet acte serait noté sous votre nom. Demandez à un autre propriétaire, ou à la ligne de commande : castellan privacy erase.',
    'privacy erase.wrong-code':
      'Ce n’est pas le code, ou il a plus d’une minute. Redemandez sans code.',
    'privacy forget.about': 'Demander à qui gère le bot de vous oublier.',
    'privacy forget.asked':
      'Ceux qui gèrent le bot savent que vous demandez à être oublié. Ils décident, car cela met aussi fin aux sanctions.',
    'privacy me.about': 'Voir ce qui est gardé de vous.',
    'privacy me.title':
      'Gardé de vous ({actor}) : {total, plural, =0 {rien} one {# chose} other {# choses}}',
    'privacy me.how':
      'Pour en avoir la totalité, demandez à qui gère le bot ; pour être oublié : `{prefix}privacy forget`. Pour les durées : `{prefix}privacy retention`',
    'privacy retention.about': 'Voir combien de temps chaque chose est gardée.',
    'privacy retention.title': 'Combien de temps chaque chose est gardée',
    'privacy retention.line':
      '{setting} : **{days, plural, =0 {pour toujours} one {# jour} other {# jours}}**',
  },
});
