import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { ObjectStorage } from '../../clients/storage.js';
import type { Export } from '../../db/models/export.js';
import type { User } from '../../db/models/user.js';
import type { Run } from '../../domain/runs/flows.js';
import { writeExport } from '../../services/account/export/write-export.js';
import type { WorkflowStart } from '../../services/shared/ports.js';
import { exportFiles, storeMaterial } from './exports.js';
import { buildExport, buildStudent } from './factories/index.js';
import { openTestData, type TestData } from './test-data.js';

const never = new AbortController().signal;

/** For each test of the file that calls it an export in work, of a new student. No worker runs: tests take its steps. */
export function useExportRun() {
  let app: TestData;
  let student: User;
  let run: Run;
  const started: WorkflowStart[] = [];
  beforeAll(async () => {
    app = await openTestData();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    student = await buildStudent(app.db);
    const { id, runNo } = await buildExport(app.db, { userId: student.id, status: 'processing' });
    run = { id, runNo };
    started.length = 0;
  });
  return {
    get app() {
      return app;
    },
    get student() {
      return student;
    },
    get run() {
      return run;
    },
    /** Writes its file, with some of storage's functions replaced. */
    write: (over: Partial<ObjectStorage> = {}, report = (_part: string) => {}, signal = never) =>
      writeExport({ ...app, storage: { ...app.storage, ...over } }, { ...run, report }, signal),
    /** What ends it. Temporal stands outside of what is looked at: which starts are asked for is in `started`. */
    finishDeps: () => ({
      ...app,
      starter: {
        start: async (start: WorkflowStart) => void started.push(start),
        describe: async () => 'running' as const,
        cancel: async () => {},
      },
      log: { info() {}, warn() {}, error() {} },
    }),
    started,
    row: (): Promise<Export> => app.db('exports').where({ id: run.id }).first(),
    setRow: (row: object) => app.db('exports').where({ id: run.id }).update(row),
    /** Its student's exports in storage, whole ones and unfinished uploads. */
    files: () => exportFiles(app, student),
    /** Gives the student a material of so many bytes, which are in storage. @returns its id */
    addMaterial: (bytes = 0) => storeMaterial(app, student.id, 'Notes', randomBytes(bytes)),
  };
}
