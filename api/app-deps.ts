import type { Knex } from 'knex';
import type { Registry } from 'prom-client';
import type { RateLimiter } from '../clients/rate-limit.js';
import type { ViewStore } from '../clients/view-store.js';
import type { LimitName } from '../domain/limits.js';
import type { Recently } from '../lib/recently.js';
import type { LoginThrottle } from '../services/auth/login-throttle.js';
import type { TokenSettings } from '../services/auth/open-session.js';
import type { Passwords } from '../services/auth/passwords.js';
import type { SessionStates } from '../services/auth/session-states.js';
import type { ProofThrottle } from '../services/auth/wrong-proofs.js';
import type { UploadDeps } from '../services/materials/upload-material.js';
import type { ImageDeps } from '../services/questions/ask-with-image.js';
import type { RowWaiter } from '../services/runs/wait-for-row.js';
import type { AvatarIntake } from '../services/uploads/avatar-intake.js';
import type { UploadSlots } from '../services/uploads/upload-slots.js';
import type { Views } from '../services/views/views.js';
import type { Load } from './load.js';
import type { SystemFiguresDeps } from './metrics/system-figures.js';
import type { ConnectDeps } from './routes/google/connect.js';
import type { Probes } from './routes/operations/routes.js';
import type { SupportDeps } from './routes/support/routes.js';

/** Everything the edge stands on; built by the entries. */
export interface AppDeps extends UploadDeps, ImageDeps, ConnectDeps, SystemFiguresDeps, SupportDeps {
  db: Knex;
  /** Of the process; what the app measures is added. */
  registry: Registry;
  rowWaiter: RowWaiter;
  passwords: Passwords;
  tokens: TokenSettings;
  sessions: SessionStates;
  throttle: LoginThrottle;
  proofThrottle: ProofThrottle;
  avatars: AvatarIntake;
  uploads: UploadSlots;
  views: Views;
  viewStore: ViewStore;
  /** In which a JSON body must come, and over which the rate of an upload is measured. */
  slowMs: number;
  openRequestsPerAddress: number;
  limiters: Record<LimitName, RateLimiter>;
  load: Load;
  probes: Probes;
  isStopping: () => boolean;
  /** Told of writes that the database refused, since its disk is full or it is a copy. */
  writesRefused: Recently;
  corsOrigins: readonly string[];
  trustedProxyHops: number;
  /** Of our proxies; none where any that is told of counts as ours. */
  trustedProxies: readonly string[];
  validateResponses: boolean;
  erasureGraceDays: number;
}
