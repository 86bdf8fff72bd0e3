import { defineTexts } from '../../sdk/index.ts';

const kindEn =
  '{kind, select, raid {raid} flood {flood} rule {rule that hits many} other {staff who act too often}}';
const kindFr =
  '{kind, select, raid {raid} flood {flood} rule {règle qui touche beaucoup de monde} other {équipe qui agit trop souvent}}';
const placeEn = 'in:#castle, when you are elsewhere (owner of the bot)';
const placeFr = 'in:#castle, si vous êtes ailleurs (propriétaire du bot)';
const caseKindEn =
  '{kind, select, warn {warned} mute {muted} kick {sent away} ban {banned} purge {messages deleted} unban {let back in} unmute {let speak again} exempt {exempt from bans} unexempt {exempt no more} invex {needs no invitation} uninvex {needs an invitation again} other {banned everywhere}}';
const caseKindFr =
  '{kind, select, warn {averti} mute {réduit au silence} kick {expulsé} ban {banni} purge {messages supprimés} unban {peut revenir} unmute {peut reparler} exempt {exempté de bannissement} unexempt {n’est plus exempté} invex {entre sans invitation} uninvex {a de nouveau besoin d’une invitation} other {banni partout}}';

export const incidentTexts = defineTexts({
  en: {
    'incident.alert':
      'Incident #{number} in {place}: rule {about} hits several people. `incident show {number}` tells whom; what else it does joins the incident, and is not told one by one.',
    'incident.unknown': 'There is no incident #{number} here.',
    'incident.over': 'Incident #{number} is closed already.',
    'incident.closed': 'closed by {name}',
    'incident.line': `**#{number}** ${kindEn}{state, select, open {} other { (closed)}} in {place}, {at}: {detections, plural, one {# detection} other {# detections}}, {people, plural, one {# person} other {# people}}, {cases, plural, one {# case} other {# cases}}`,
    'incident.raid':
      '{joins, plural, one {# newcomer} other {# newcomers}} in {seconds, number} s (weight {weight, number}): level {level}{dry, select, yes { (only looked at)} other {}}',
    'incident.level': 'level {level} set{dry, select, yes { (only looked at)} other {}}',
    'incident.lifted': 'level {level} put back',
    'incident.stuck': 'level {level} could not be put back yet',
    'incident.joined': 'more came in',
    'incident.muted': 'the guard does not listen to {name} for {minutes, number} min',
    'incident.banned': 'the guard does not listen to {name} at all for {minutes, number} min',
    'incident.rule': 'rule {number} ({rule}) hit {name} in {place}',
    'incident.staff':
      '{name} did {count, number} {kind, select, bans {bans} kicks {kicks} mutes {mutes} channels {deletions of channels} roles {deletions of roles} other {purges}} within {minutes, number} min: his rights are suspended{disarmed, select, yes {, his roles taken} other {}}',
    'incident.case': `{name} ${caseKindEn} (#{number})`,
    'incident.note': '{name} noted: {text}',
    'incident.undone': 'undo #{undo} took {cases, plural, one {# case} other {# cases}} back',
    'incident.quiet': 'closed by itself: nothing more happened',
    'incident.about': 'See what happened together, and take it back.',
    'incident list.about': 'What happened together: raids, floods, rules that hit many, staff.',
    'incident list.arg.state': 'Only those that are open, or closed',
    'incident list.arg.place': placeEn,
    'incident list.title': '{count, plural, =0 {Incidents} one {# incident} other {# incidents}}',
    'incident list.none': 'There are none.',
    'incident show.about': 'Everything about one incident.',
    'incident show.arg.number': 'The number of the incident',
    'incident show.arg.place': placeEn,
    'incident show.title': `Incident #{number}: ${kindEn} in {place}{state, select, open {} other { (closed)}}`,
    'incident show.sums':
      'Since {at}, last {last}: {detections, plural, one {# detection} other {# detections}}, {people, plural, one {# person} other {# people}}, {cases, plural, one {# case} other {# cases}}',
    'incident show.people': '**People**: {names}{others, plural, =0 {} other { and # more}}',
    'incident show.cases': '**Cases**: {numbers}{others, plural, =0 {} other { and # more}}',
    'incident show.holds': '**Holds now**: level {level} in {place}',
    'incident show.left': '… {count, plural, one {# line} other {# lines}} before these',
    'incident show.entry': '{at}: {what}{count, plural, one {} other { (#×)}}',
    'incident show.undo': 'Take all of it back: `undo incident {number}`',
    'incident note.about': 'Note something about an incident, for staff alone.',
    'incident note.arg.number': 'The number of the incident',
    'incident note.arg.place': placeEn,
    'incident note.arg.text': 'What to note',
    'incident note.done': 'Noted at incident #{number}.',
    'incident close.about': 'Close an incident; what comes then is a new one.',
    'incident close.arg.number': 'The number of the incident',
    'incident close.arg.place': placeEn,
    'incident close.done': 'Incident #{number} is closed.',
    'masks.about':
      'Who is in the lists of this place (bans, quiets, exceptions): by whom, why, until when.',
    'masks.arg.list': 'Only b (bans), q (quiets), e (exceptions) or I (invited)',
    'masks.arg.place': placeEn,
    'masks.title':
      '{count, plural, =0 {Lists of {place}} one {# entry in the lists of {place}} other {# entries in the lists of {place}}}',
    'masks.none': 'They are empty.',
    'masks.line':
      '+{list} **{mask}**{name, select, none {} other { ({name})}}{by, select, none {} other { by {by}}}{at, select, none {} other {, {at}}}{number, plural, =0 {} other { (case #{until, select, ever {} other {, until {until}}})}}{why, select, none {} other {: {why}}}',
    'masks.more': '… and {count, number} more.',
  },
  fr: {
    'incident.alert':
      'Incident #{number} dans {place} : la règle {about} touche plusieurs personnes. `incident show {number}` dit lesquelles ; ce qu’elle fait d’autre s’ajoute à l’incident et n’est pas signalé une à une.',
    'incident.unknown': 'Il n’y a pas d’incident #{number} ici.',
    'incident.over': 'L’incident #{number} est déjà clos.',
    'incident.closed': 'clos par {name}',
    'incident.line': `**#{number}** ${kindFr}{state, select, open {} other { (clos)}} dans {place}, {at} : {detections, plural, one {# détection} other {# détections}}, {people, plural, one {# personne} other {# personnes}}, {cases, plural, one {# dossier} other {# dossiers}}`,
    'incident.raid':
      '{joins, plural, one {# arrivée} other {# arrivées}} en {seconds, number} s (poids {weight, number}) : niveau {level}{dry, select, yes { (observé seulement)} other {}}',
    'incident.level': 'niveau {level} posé{dry, select, yes { (observé seulement)} other {}}',
    'incident.lifted': 'niveau {level} remis comme avant',
    'incident.stuck': 'le niveau {level} n’a pas encore pu être remis comme avant',
    'incident.joined': 'd’autres sont arrivés',
    'incident.muted': 'la garde n’écoute pas {name} pendant {minutes, number} min',
    'incident.banned': 'la garde n’écoute plus du tout {name} pendant {minutes, number} min',
    'incident.rule': 'la règle {number} ({rule}) s’est appliquée à {name} dans {place}',
    'incident.staff':
      '{name} a fait {count, number} {kind, select, bans {bannissements} kicks {expulsions} mutes {silences} channels {suppressions de salons} roles {suppressions de rôles} other {suppressions}} en {minutes, number} min : ses droits sont suspendus{disarmed, select, yes {, ses rôles retirés} other {}}',
    'incident.case': `{name} ${caseKindFr} (#{number})`,
    'incident.note': '{name} a noté : {text}',
    'incident.undone':
      'l’annulation #{undo} a repris {cases, plural, one {# dossier} other {# dossiers}}',
    'incident.quiet': 'clos de lui-même : plus rien ne s’est passé',
    'incident.about': 'Voir ce qui est arrivé ensemble, et le reprendre.',
    'incident list.about':
      'Ce qui est arrivé ensemble : raids, floods, règles qui touchent beaucoup de monde, équipe.',
    'incident list.arg.state': 'Seulement les ouverts, ou les clos',
    'incident list.arg.place': placeFr,
    'incident list.title': '{count, plural, =0 {Incidents} one {# incident} other {# incidents}}',
    'incident list.none': 'Il n’y en a pas.',
    'incident show.about': 'Tout sur un incident.',
    'incident show.arg.number': 'Le numéro de l’incident',
    'incident show.arg.place': placeFr,
    'incident show.title': `Incident #{number} : ${kindFr} dans {place}{state, select, open {} other { (clos)}}`,
    'incident show.sums':
      'Depuis {at}, dernier {last} : {detections, plural, one {# détection} other {# détections}}, {people, plural, one {# personne} other {# personnes}}, {cases, plural, one {# dossier} other {# dossiers}}',
    'incident show.people': '**Personnes** : {names}{others, plural, =0 {} other { et # de plus}}',
    'incident show.cases': '**Dossiers** : {numbers}{others, plural, =0 {} other { et # de plus}}',
    'incident show.holds': '**En vigueur** : niveau {level} dans {place}',
    'incident show.left': '… {count, plural, one {# ligne} other {# lignes}} avant celles-ci',
    'incident show.entry': '{at} : {what}{count, plural, one {} other { (#×)}}',
    'incident show.undo': 'Tout reprendre : `undo incident {number}`',
    'incident note.about': 'Noter quelque chose sur un incident, pour l’équipe seule.',
    'incident note.arg.number': 'Le numéro de l’incident',
    'incident note.arg.place': placeFr,
    'incident note.arg.text': 'Ce qu’il faut noter',
    'incident note.done': 'Noté à l’incident #{number}.',
    'incident close.about': 'Clore un incident ; ce qui vient ensuite en est un nouveau.',
    'incident close.arg.number': 'Le numéro de l’incident',
    'incident close.arg.place': placeFr,
    'incident close.done': 'L’incident #{number} est clos.',
    'masks.about':
      'Qui est dans les listes de ce lieu (bannis, silences, exceptions) : par qui, pourquoi, jusqu’à quand.',
    'masks.arg.list': 'Seulement b (bannis), q (silences), e (exceptions) ou I (invités)',
    'masks.arg.place': placeFr,
    'masks.title':
      '{count, plural, =0 {Listes de {place}} one {# entrée dans les listes de {place}} other {# entrées dans les listes de {place}}}',
    'masks.none': 'Elles sont vides.',
    'masks.line':
      '+{list} **{mask}**{name, select, none {} other { ({name})}}{by, select, none {} other { par {by}}}{at, select, none {} other {, {at}}}{number, plural, =0 {} other { (dossier #{until, select, ever {} other {, jusqu’à {until}}})}}{why, select, none {} other { : {why}}}',
    'masks.more': '… et {count, number} de plus.',
  },
});
