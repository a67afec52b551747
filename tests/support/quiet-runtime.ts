import { DefaultLogger, Runtime } from '@temporalio/worker';

// Imported for its effect, once a test file: steps fail on purpose in tests, and the SDK would print each failure.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});
