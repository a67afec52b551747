/** Work that goes on in turns while other steps go on. */
export interface BackgroundWork {
  /** There is something to do: begins a turn, or has another follow the one that goes on. */
  begin(): void;
  /** Ends with the turn that goes on, after which none begins. */
  stop(): Promise<void>;
}

/**
 * Takes turns until one says that nothing is left. After one that failed none begins: the step that waits for the work
 * fails as it did.
 * @param turn gives whether nothing is left
 */
export function backgroundWork(turn: () => Promise<boolean>): BackgroundWork {
  let going: Promise<void> | undefined;
  let isWanted = false;
  let isOver = false;
  const run = async () => {
    try {
      while (isWanted && !isOver) {
        isWanted = false;
        if (!(await turn())) isWanted = true;
      }
    } catch {
      isOver = true;
    } finally {
      going = undefined;
    }
  };
  return {
    begin() {
      isWanted = true;
      going ??= run();
    },
    async stop() {
      isOver = true;
      await going;
    },
  };
}

/** Times as long as a step took pass until it comes again. */
const PAUSE = 9;

/**
 * A step that comes again and again and takes a tenth of the time at most: how long it takes grows with the document.
 * @returns whether it was due, and is done
 */
export function atMostATenth(step: () => Promise<unknown>): () => Promise<boolean> {
  let due = 0;
  return async () => {
    const began = Date.now();
    if (began < due) return false;
    await step();
    due = Date.now() + PAUSE * (Date.now() - began);
    return true;
  };
}
