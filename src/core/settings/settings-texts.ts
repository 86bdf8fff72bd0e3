/** Why something cannot be done with settings, in words. */
export const settingsTexts = {
  en: {
    'settings.bad-value': '"{typed}" does not fit: it takes {takes}.',
    'settings.unknown': 'There is no setting called "{name}".',
    'settings.stale':
      '{by} changed `{name}` meanwhile (revision {revision}). Look at it, then change it again.',
    'settings.no-secret-store':
      '`{name}` is a secret, and there is no store for secrets here that could keep it.',
    'settings.secret-in-chat':
      '`{name}` is a secret: set it on the Settings page of the dashboard, where nobody reads along. What you just wrote may be in logs; use another one.',
    'settings.secret-in-file':
      '`{name}` is a secret and does not belong into a file: set it on the Settings page.',
    'settings.secret-is-gone':
      '`{name}` is a secret, and old ones are not kept: set it anew on the Settings page.',
    'settings.secret-not-staged': '`{name}` is a secret, and secrets are only set at once.',
    'settings.no-longer-fits': 'The old value of `{name}` does not fit any more: it takes {takes}.',
    'settings.no-revision':
      'There is no revision {revision} (any more). `settings history` lists them.',
    'settings.not-yours':
      'You may not do that for {scope}: here you may change this channel, this space and its community. The instance belongs to the owner of this bot.',
    'settings.bad-scope':
      '"{scope}" is no place for a setting: write here, space, community or instance.',
    'settings.no-space': 'That works only in a channel or server; here there is only the instance.',
    'settings.no-time':
      '"{typed}" is no time: write a duration (2h30m), a clock time (20:00) or a date and time (2027-01-31 20:00).',
    'settings.stage-time': 'The time should lie ahead, within a year.',
    'settings.stage-order': 'A change can be taken back only after it was made.',
    'settings.stage-many':
      'Too many changes wait already. Cancel some: `settings staged` lists them.',
    'settings.not-staged':
      'No staged change `{id}` waits (any more). `settings staged` lists them.',
    'settings.touched': 'What somebody changed in between was left as it was.',
    'settings.bad-file': 'The file cannot be read: {reason}.',
    'settings.no-confirmation':
      'That code is not yours, was used, or is older than five minutes. Import again to get a new one.',
  },
  fr: {
    'settings.bad-value': '« {typed} » ne convient pas : il faut {takes}.',
    'settings.unknown': 'Aucun réglage ne s’appelle « {name} ».',
    'settings.stale':
      '{by} a changé `{name}` entre-temps (révision {revision}). Regardez-le, puis changez-le de nouveau.',
    'settings.no-secret-store':
      '`{name}` est un secret, et il n’y a ici aucun coffre où le garder.',
    'settings.secret-in-chat':
      '`{name}` est un secret : réglez-le sur la page Settings du tableau de bord, où personne ne lit. Ce que vous venez d’écrire est peut-être dans des journaux ; choisissez-en un autre.',
    'settings.secret-in-file':
      '`{name}` est un secret et n’a pas sa place dans un fichier : réglez-le sur la page Settings.',
    'settings.secret-is-gone':
      '`{name}` est un secret, et les anciens ne sont pas gardés : réglez-le de nouveau sur la page Settings.',
    'settings.secret-not-staged': '`{name}` est un secret, et un secret se règle tout de suite.',
    'settings.no-longer-fits': 'L’ancienne valeur de `{name}` ne convient plus : il faut {takes}.',
    'settings.no-revision':
      'Il n’y a pas (ou plus) de révision {revision}. `settings history` les montre.',
    'settings.not-yours':
      'Vous n’en avez pas le droit pour {scope} : ici, vous pouvez changer ce salon, cet espace et sa communauté. L’instance est au propriétaire de ce robot.',
    'settings.bad-scope':
      '« {scope} » n’est pas un endroit pour un réglage : écrivez here, space, community ou instance.',
    'settings.no-space':
      'Cela ne marche que dans un salon ou sur un serveur ; ici il n’y a que l’instance.',
    'settings.no-time':
      '« {typed} » n’est pas une heure : écrivez une durée (2h30m), une heure (20:00) ou une date et une heure (2027-01-31 20:00).',
    'settings.stage-time': 'L’heure doit être à venir, dans l’année.',
    'settings.stage-order': 'Un changement ne se reprend qu’après avoir été fait.',
    'settings.stage-many':
      'Trop de changements attendent déjà. Annulez-en : `settings staged` les montre.',
    'settings.not-staged':
      'Aucun changement prévu `{id}` n’attend (plus). `settings staged` les montre.',
    'settings.touched': 'Ce que quelqu’un a changé entre-temps est resté tel quel.',
    'settings.bad-file': 'Le fichier ne peut être lu : {reason}.',
    'settings.no-confirmation':
      'Ce code n’est pas à vous, a servi, ou a plus de cinq minutes. Importez de nouveau pour en avoir un.',
  },
};
