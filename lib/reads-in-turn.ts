/** A read that is under way, and the one that begins when it has ended. */
interface Turn<Value> {
  running: Promise<Value>;
  next?: Promise<Value>;
}

/**
 * Shares reads of a key: who asks while one is under way gets the next, with all others who ask meanwhile. So nobody gets
 * what was read before they asked, and however many ask at once, a key is read once at a time.
 * @throws what reading throws, also to those who wait for the next
 */
export function readInTurn<Value>(): (key: string, read: () => Promise<Value>) => Promise<Value> {
  const turns = new Map<string, Turn<Value>>();
  const begin = (key: string, read: () => Promise<Value>): Promise<Value> => {
    const turn: Turn<Value> = { running: read() };
    turns.set(key, turn);
    turn.running.then(
      () => {
        if (!turn.next) turns.delete(key);
      },
      () => {
        turns.delete(key);
      },
    );
    return turn.running;
  };
  return (key, read) => {
    const turn = turns.get(key);
    if (!turn) return begin(key, read);
    turn.next ??= turn.running.then(() => begin(key, read));
    return turn.next;
  };
}
