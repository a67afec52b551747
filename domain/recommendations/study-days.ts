/** Whether a student studies on the weekday of a day, YYYY-MM-DD; without a choice on every one. */
export const isStudyDay = (day: string, studyDays: readonly number[]): boolean =>
  studyDays.length === 0 || studyDays.includes(isoWeekday(day));

/** 1 is Monday. */
const isoWeekday = (day: string): number => ((new Date(day).getUTCDay() + 6) % 7) + 1;
