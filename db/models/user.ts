import { Model } from 'objection';
import { Entity } from './base-model.js';
import { UserProfile } from './user-profile.js';

export type Role = 'student' | 'support' | 'admin';
/** `erasing` is the time of grace, which a login ends; `erased` while everything is being removed. */
export type UserStatus = 'active' | 'suspended' | 'erasing' | 'erased';

/** A person with a login. */
export class User extends Entity {
  static override tableName = 'users';
  static override relationMappings = () => ({
    profile: {
      relation: Model.HasOneRelation,
      modelClass: UserProfile,
      join: { from: 'users.id', to: 'user_profiles.userId' },
    },
  });

  declare email: string;
  declare passwordHash: string | null;
  declare emailVerifiedAt: Date | null;
  declare role: Role;
  declare status: UserStatus;
  declare profile?: UserProfile;
}
