import { ActorEntity, ApiKeyEntity, IdentityEntity, RoleGrantEntity } from './access';
import { SessionEntity } from './calibration';
import { CoderEntity } from './contact';
import { ApprovalEntity, DraftEntity, TaxonomyEntity, TaxonomyVersionEntity } from './taxonomy';

/** What TypeORM maps. The other tables are written and read by hand-made statements. */
export const entities = [
  ActorEntity,
  ApiKeyEntity,
  IdentityEntity,
  RoleGrantEntity,
  CoderEntity,
  SessionEntity,
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
];
