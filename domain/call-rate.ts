/** How often something may be asked for. */
export interface CallRate {
  /** Calls on and on. */
  perMinute: number;
  /** Calls at once, after a while without any. */
  burst: number;
}

/** What is left to a caller. */
export interface CallState {
  /** Calls that may be made at once now. */
  left: number;
  /** Milliseconds until the whole burst is there again, if no call is made. */
  untilFullMs: number;
  /** Milliseconds until the next call may be made; 0 where one may be made now. */
  waitMs: number;
}

/** Of a limit by the minute half may come at once: no minute sees more than one and a half times the limit. */
export const rateOf = (perMinute: number): CallRate => ({ perMinute, burst: Math.ceil(perMinute / 2) });

/** In which one call comes back, in milliseconds. */
export const callMs = ({ perMinute }: CallRate): number => 60_000 / perMinute;

/** Of a call; fractions of milliseconds add up to no whole call that is missing. */
const TOLERANCE = 0.01;

/** The state in which the whole burst is there again after so many milliseconds. */
export function stateOf(rate: CallRate, untilFullMs: number): CallState {
  const left = Math.max(Math.floor(rate.burst - untilFullMs / callMs(rate) + TOLERANCE), 0);
  return { left, untilFullMs, waitMs: left > 0 ? 0 : Math.max(untilFullMs - (rate.burst - 1) * callMs(rate), 1) };
}

/** What is asked of a count at a time. */
export interface CallsWanted {
  /** By callers who wait for them. */
  wanted: number;
  /** To be handed out later, without asking again. */
  share: number;
}

/**
 * Takes calls by the generic cell rate algorithm (ITU-T I.371): of a caller only the moment is known at which the whole
 * burst is there again. There is no window, so none at whose border the limit would count twice: over any time at most
 * the burst and what came back in it go through. While no more than half the burst is left, nobody gets a share, so
 * that nothing is lost of what is scarce.
 */
export function takeCalls(
  rate: CallRate,
  untilFullMs: number,
  { wanted, share }: CallsWanted,
): { granted: number; untilFullMs: number } {
  const { left } = stateOf(rate, untilFullMs);
  const granted = Math.min(left * 2 > rate.burst ? Math.max(wanted, share) : wanted, left);
  return { granted, untilFullMs: untilFullMs + granted * callMs(rate) };
}
