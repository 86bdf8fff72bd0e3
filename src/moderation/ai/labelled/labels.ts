/** What is wrong with a text of the labelled set. */
export const labels = [
  ...(['harassment', 'threat', 'hate', 'sexual', 'scam', 'spam', 'privacy', 'self-harm'] as const),
] as const;
export type Label = (typeof labels)[number];

export type LabelledTexts = Readonly<Record<Label | 'fine' | 'hard', readonly string[]>>;

/** The rules that chat models are given for the labelled set, by what they forbid. */
export const labelledRules: readonly { readonly label: Label; readonly rule: string }[] = [
  { label: 'harassment', rule: 'Do not insult, bully or harass people here.' },
  { label: 'threat', rule: 'Do not threaten anybody.' },
  { label: 'hate', rule: 'No hatred against people for what they are.' },
  { label: 'sexual', rule: 'No sexual advances, and no sexual content.' },
  { label: 'scam', rule: 'No scams, fake gifts, phishing or harmful programs.' },
  { label: 'spam', rule: 'No advertising and no flooding.' },
  { label: 'privacy', rule: 'Do not publish what is private of others.' },
];
