import { addDays, mondayOf } from '../game/calendar-day.js';
import { utcDay } from '../utc-day.js';

/** The Monday, YYYY-MM-DD, of an instant's ISO week by UTC. */
export const weekOf = (instant: Date): string => mondayOf(utcDay(instant));

/** From when on, and until when, XP of a week counts: from its Monday to the next, midnight UTC. */
export const timeOfWeek = (monday: string): { from: Date; to: Date } => ({
  from: new Date(monday),
  to: new Date(addDays(monday, 7)),
});
