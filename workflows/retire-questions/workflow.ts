import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { RetirementActivities } from '../../activities/retirement.js';
import { activityOptions, PASS_BOUNDS } from '../activity-options.js';
import type { RetiredQuestions } from './messages.js';

/**
 * The daily look at the bank of questions: what answers or, by a second solve, reports speak against is flagged or
 * retired, and what retired questions did is made good.
 */
export async function retireQuestions(): Promise<RetiredQuestions> {
  const steps = proxyActivities<RetirementActivities>(activityOptions('core', PASS_BOUNDS));
  const { solveReported } = proxyActivities<RetirementActivities>(activityOptions('ai', PASS_BOUNDS));
  setCurrentDetails('Judging questions by their answers.');
  const judged = await steps.judgeQuestions.executeWithOptions({ summary: 'Judge questions by their answers' }, []);
  setCurrentDetails('Having reported questions solved again.');
  const solved = await solveReported.executeWithOptions({ summary: 'Solve reported questions again' }, []);
  setCurrentDetails('Making good what retired questions did.');
  const corrected = await steps.correctRetired.executeWithOptions({ summary: 'Correct scores and cards' }, []);
  const failed = judged.failed + solved.left + corrected.failed;
  setCurrentDetails(
    `Judged ${judged.judged} questions: ${judged.flagged} are flagged, ${judged.retired} retired. Solved ${solved.solved} reported ones again: ${solved.retired} retired. Of ${corrected.questions} retired ones ${corrected.scores} scores were corrected, ${corrected.xp} XP given and ${corrected.cards} cards suspended. ${failed} are left to the next pass.`,
  );
  return { judged, solved, corrected };
}
