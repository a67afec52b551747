import { mondayOf } from '../game/calendar-day.js';
import { utcDay } from '../utc-day.js';

/** The Monday, YYYY-MM-DD, of an instant's ISO week by UTC. */
export const weekOf = (instant: Date): string => mondayOf(utcDay(instant));

/** When the ISO week of an instant began: Monday, midnight UTC. */
export const weekStartOf = (instant: Date): Date => new Date(weekOf(instant));
