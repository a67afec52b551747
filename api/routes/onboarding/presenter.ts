import type { Onboarding } from '../../../db/queries/profiles.js';

/** A student's answers as that student sees them. */
export const presentOnboarding = (answers: Onboarding) => {
  const {
    subjects,
    goals,
    ageBand,
    dailyMinutes,
    studyDays: days,
    style,
    examDate,
    dayStartsAt,
    streakMails,
    leagues,
    desiredRetention,
    personalWeightsSince,
  } = answers;
  return {
    subjects,
    goals,
    ageBand,
    preferences: { dailyMinutes, days, style, examDate, dayStartsAt, streakMails, leagues, desiredRetention },
    onboarded: subjects.length > 0 && dailyMinutes !== null,
    personalWeightsSince,
  };
};
