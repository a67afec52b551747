import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { MailActivities } from '../../activities/mails.js';
import { activityOptions } from '../activity-options.js';
import { finishRun } from '../finish-run.js';
import type { MailOutcome, SendMailInput } from './messages.js';

/** Sends one mail, and goes on trying for a day where the mail server is away. */
export async function sendMail({ mailId, runNo }: SendMailInput): Promise<MailOutcome> {
  const run = { id: mailId, runNo };
  const core = proxyActivities<MailActivities>(activityOptions('core'));
  const mail = proxyActivities<MailActivities>(activityOptions('mail'));

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    await core.claimMail.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);

    setCurrentDetails('Handing the mail to the mail server; tried for a day while it is away.');
    const outcome = await mail.deliverMail.executeWithOptions({ summary: 'Write the mail and send it' }, [run]);
    setCurrentDetails(
      outcome === 'sent'
        ? 'Finished: the mail server has taken the mail.'
        : 'Finished without a mail: there is nobody to send it to, it is not needed any more, or too many went before.',
    );
    return outcome;
  };

  return finishRun(body, (end) => {
    setCurrentDetails(end.status === 'failed' ? `Failed: ${end.failure}.` : 'Cancelled.');
    return core.endMail.executeWithOptions({ summary: 'Write the final state' }, [{ ...run, end }]);
  });
}
