/** What a guest may take. */
export const guestLimits = {
  /** The heap that V8 gives it. */
  heapMegabytes: 64,
  /** All the memory of its process (an empty one takes about 47 MB), looked at this often. */
  mostBytes: 200_000_000,
  lookEveryMs: 200,
  /**
   * What the kernel lets its process map to write to. Of that V8 keeps a range for compiled code, as large as its
   * architecture lets calls reach, of which it touches next to nothing.
   */
  mostWritableBytes: (process.arch === 'x64' ? 540_000_000 : 140_000_000) + 160_000_000,
  /** From its process's start until it has said what it is. */
  openWithinMs: 20_000,
  /**
   * It is asked this often whether it is there, and stopped when it has said nothing for so long and has used the
   * processor for a part of that; where others left it none, it has longer.
   */
  pingEveryMs: 1000,
  silentMs: 5000,
  busyMs: 1000,
  starvedMs: 60_000,
  /** One use of a command, and of one that says that it is slow. */
  useWithinMs: 5000,
  slowUseWithinMs: 60_000,
  /** Suggestions while somebody types: networks wait three seconds. */
  suggestWithinMs: 2000,
  startWithinMs: 9000,
  /** What it may send: this much at once, and so much each second. More waits; who makes it wait this long on end is stopped. */
  burstLines: 1000,
  linesPerSecond: 500,
  burstBytes: 8_000_000,
  bytesPerSecond: 2_000_000,
  longestLineBytes: 1_000_000,
  floodForMs: 3000,
  /** What it may write to the log, which is for whoever keeps the program, and costs the disk. */
  burstLogLines: 100,
  logLinesPerSecond: 10,
  /** Lines that are read in one turn of our loop. */
  linesPerTurn: 1,
  /** Its questions that wait for an answer at once. */
  questionsAtOnce: 100,
  /** How long it rests after each end; after the last it is not started again until it is loaded anew. */
  restsMs: [1000, 5000, 25_000],
  /** An end longer ago than this is forgotten. */
  forgivenAfterMs: 600_000,
} as const;
