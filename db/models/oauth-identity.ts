import { Entity } from './base-model.js';

/** A login at another provider; (issuer, subject) is the identity, never its e-mail. */
export class OAuthIdentity extends Entity {
  static override tableName = 'oauth_identities';

  declare userId: string;
  declare issuer: string;
  declare subject: string;
}
