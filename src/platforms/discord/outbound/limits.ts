/** Discord's limits on what a message holds, in UTF-16 units where they are lengths. */
export const limits = {
  content: 2_000,
  embedTitle: 256,
  embedDescription: 4_096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  embedFooter: 2_048,
  /** All texts of an embed together. */
  embedTotal: 6_000,
  rows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  linkUrl: 512,
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  modalValue: 4_000,
  commands: 100,
  commandName: 32,
  commandOptions: 25,
  description: 100,
  choices: 25,
  choice: 100,
  suggestions: 25,
} as const;

/** What Discord takes for "there is something here" where an empty text is refused. */
export const blank = '\u200b';
