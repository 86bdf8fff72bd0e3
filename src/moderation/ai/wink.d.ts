/** As far as it is used here; the package brings no types. */
declare module 'wink-naive-bayes-text-classifier' {
  interface Classifier {
    defineConfig(config: { considerOnlyPresence: boolean; smoothingFactor: number }): boolean;
    learn(words: readonly string[], label: string): boolean;
    /** Throws where there is too little to learn from. */
    consolidate(): boolean;
    /** Labels with the logarithm (base 2) of their odds, best first; `unknown` where no word is known. */
    computeOdds(words: readonly string[]): readonly (readonly [label: string, odds: number])[];
  }
  function classifier(): Classifier;
  export = classifier;
}
