import { lookForBoardLines } from '../../db/queries/audit/boards.js';
import {
  lookForChunks,
  lookForItemSums,
  lookForPageCounts,
  lookForQuizCounts,
  lookForReviewCounts,
  lookForScores,
  lookForSpending,
} from '../../db/queries/audit/counts.js';
import {
  lookForCausesWithoutLine,
  lookForLateCaps,
  lookForLinesWithoutCause,
  lookForUnlikeDays,
} from '../../db/queries/audit/ledger.js';
import { lookForUploads } from '../../db/queries/audit/runs.js';
import { lookAtRanks } from './boards.js';
import { byStatement, type Check } from './check.js';
import { lookAtMastery, lookAtQuestions, lookAtStreaks, lookAtSums } from './ledger.js';
import { lookAtNamed, lookAtObjects } from './objects.js';
import { lookAtOpenRows, lookAtReasons } from './runs.js';

/** Everything that is held of what is kept, in the order in which it is looked at. */
export const CHECKS: readonly Check[] = [
  {
    name: 'open-rows',
    holds: 'every open row has a run',
    meaning:
      'Work that somebody waits for goes on nowhere. Within minutes the reconciler repairs it: look whether its schedule runs (`npm run schedules -- list`) and whether a worker polls; then look again.',
    look: lookAtOpenRows,
  },
  {
    name: 'uploads',
    holds: 'no upload is left half-way',
    meaning:
      'An upload was broken off, and the hourly sweep has not removed it. Nobody waits for it, since it was never acknowledged: look whether the schedule `sweep` runs.',
    look: byStatement(lookForUploads),
  },
  {
    name: 'reasons',
    holds: 'what failed has a reason that is known',
    meaning:
      'The row has a word that docs/failures.md does not list, so that the student is told nothing useful: tell the developers, and let the student retry.',
    look: lookAtReasons,
  },
  {
    name: 'pages',
    holds: 'materials count their pages, and are ready or partial by them',
    meaning:
      'Pages were lost or counted twice. Answers may miss them: delete the material and ask the student to upload it again, and tell the developers.',
    look: byStatement(lookForPageCounts),
  },
  {
    name: 'chunks',
    holds: 'chunks of a material follow one another, and each is searched once',
    meaning:
      'Some of the material is not found by questions: ask the student to upload it again, and tell the developers.',
    look: byStatement(lookForChunks),
  },
  {
    name: 'xp-without-cause',
    holds: 'every line of XP has its cause',
    meaning:
      'The student was given XP for something that is not there. Take nothing back before the developers have seen it; then `npm run admin -- correct-xp` does.',
    look: byStatement(lookForLinesWithoutCause),
  },
  {
    name: 'cause-without-xp',
    holds: 'every cause of XP has its line',
    meaning:
      'The student did something that was not credited: `npm run admin -- correct-xp` gives what is missing; tell the developers.',
    look: byStatement(lookForCausesWithoutLine),
  },
  {
    name: 'question-without-xp',
    holds: 'every answered question is in the ledger',
    meaning: 'As cause-without-xp, of a question: it was worth 15 XP, five times a day at most.',
    look: lookAtQuestions,
  },
  {
    name: 'caps',
    holds: 'nobody was given more of a kind in a day than a day gives',
    meaning:
      'Something was credited twice: tell the developers which lines there are; `npm run admin -- correct-xp` takes the rest back.',
    look: byStatement(lookForLateCaps),
  },
  {
    name: 'levels',
    holds: 'XP and level are the sum of the ledger',
    meaning: '`npm run rebuild -- xp` sums all anew; the ledger is right. Tell the developers.',
    look: lookAtSums,
  },
  {
    name: 'study-days',
    holds: 'the days that count as studied are those with XP',
    meaning: 'A streak may be a day too long or too short: tell the developers, with the student’s id and the days.',
    look: byStatement(lookForUnlikeDays),
  },
  {
    name: 'streaks',
    holds: 'streaks, their days and the counters are what the rules make of the days',
    meaning:
      'Of counters, `npm run rebuild -- stats` counts all anew. Of a streak, tell the student what the days say (docs/gamification.md has the rules) and tell the developers.',
    look: lookAtStreaks,
  },
  {
    name: 'mastery',
    holds: 'mastery is what the answers to a topic make of it',
    meaning: '`npm run rebuild -- mastery` counts all anew; the answers are right. Tell the developers.',
    look: lookAtMastery,
  },
  {
    name: 'quizzes',
    holds: 'quizzes count their questions',
    meaning: 'A question of the quiz is gone: the student may ask for another quiz. Tell the developers.',
    look: byStatement(lookForQuizCounts),
  },
  {
    name: 'scores',
    holds: 'scores are the mean of the marks, or better',
    meaning: 'The student sees a lower score than the answers earned: tell the developers, with the attempt.',
    look: byStatement(lookForScores),
  },
  {
    name: 'items',
    holds: 'statistics of questions are those of their first answers',
    meaning: '`npm run rebuild -- items` counts all anew. Tell the developers.',
    look: byStatement(lookForItemSums),
  },
  {
    name: 'reviews',
    holds: 'cards count their reviews',
    meaning: 'A card comes too early or too late: its next review sets it right. Tell the developers.',
    look: byStatement(lookForReviewCounts),
  },
  {
    name: 'spending',
    holds: 'budgets are the sum of their calls',
    meaning:
      'The day’s budget for AI was cut short, or overdrawn; the next day begins at nothing. Tell the developers.',
    look: byStatement(lookForSpending),
  },
  {
    name: 'boards',
    holds: 'the newest boards say what the ledger said when their day ended',
    meaning:
      'The board is made again, as another version with the reason, by `npm run jobs -- leaderboard --from DAY`. Tell the developers.',
    look: byStatement(lookForBoardLines),
  },
  {
    name: 'ranks',
    holds: 'ranks of the newest boards follow from the XP',
    meaning: 'As boards.',
    look: lookAtRanks,
  },
  {
    name: 'objects',
    holds: 'every row has its object',
    meaning:
      'A file is lost. Of a material pages and answers stay, and the file cannot be downloaded: look for it in a backup of the bucket, else ask the student to upload it again. Of an export, ask the student to make another.',
    look: lookAtNamed,
  },
  {
    name: 'orphans',
    holds: 'every object has its row',
    meaning:
      'A process was killed between the two, or storage took a file for which it did not answer in time; the hourly sweep removes such an object once it is a day old. An older one says that the sweep does not run.',
    look: lookAtObjects,
  },
];
