import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { MailActivities } from '../../activities/mails.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';

/** Sends one mail, and goes on trying for a day where the mail server is away. */
export async function sendMail({ id, runNo }: RunInput): Promise<'sent' | 'skipped' | Stopped> {
  const run = { id, runNo };
  const mail = proxyActivities<MailActivities>(activityOptions('mail'));

  const body = async () => {
    await claimRow('sendMail', run);

    setCurrentDetails('Handing the mail to the mail server; tried for a day while it is away.');
    const outcome = await mail.deliverMail.executeWithOptions({ summary: 'Write the mail and send it' }, [run]);
    setCurrentDetails(
      outcome === 'sent'
        ? 'Finished: the mail server has taken the mail.'
        : 'Finished without a mail: there is nobody to send it to, it is not needed any more, or too many went before.',
    );
    return outcome;
  };

  return runFlow(body, (end) => endRow('sendMail', run, end));
}
