import { ActorEntity, ApiKeyEntity, IdentityEntity, RoleGrantEntity } from './access';
import { ApprovalEntity, DraftEntity, TaxonomyEntity, TaxonomyVersionEntity } from './taxonomy';

/** What TypeORM maps. The other tables are written and read by hand-made statements. */
export const entities = [
  ActorEntity,
  ApiKeyEntity,
  IdentityEntity,
  RoleGrantEntity,
  ApprovalEntity,
  DraftEntity,
  TaxonomyEntity,
  TaxonomyVersionEntity,
];
