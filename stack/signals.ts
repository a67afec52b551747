const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** A terminal and npm both deliver one Ctrl-C, moments apart. */
const SAME_PRESS_MS = 400;

/**
 * Ends this process in order on the first signal (or when the bootstrap above us is gone), by force on the second;
 * exit code 128 + the signal's number.
 */
export function onStop(stop: () => Promise<void>, kill: () => void, announce: () => void): void {
  let began: number | undefined;
  const handle = (name: keyof typeof NUMBERS) => {
    const leave = () => process.exit(128 + NUMBERS[name]);
    if (began === undefined) {
      began = Date.now();
      announce();
      stop().then(leave, (error) => {
        console.error(error);
        kill();
        leave();
      });
    } else if (Date.now() - began > SAME_PRESS_MS) {
      kill();
      leave();
    }
  };
  for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) process.on(name, () => handle(name));
  process.on('disconnect', () => handle('SIGTERM'));
  process.channel?.unref();
}
