/** Writes the workflow bundle to the file that is named: for WORKFLOW_BUNDLE, so that no worker has to make it. */
import { writeWorkflowBundle } from '../temporal-config/bundle.js';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name the file to write');
await writeWorkflowBundle(file);
