import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { ReasonStateType } from '../../taxonomy/graphql';
import { compareModels } from '../domain';
import type { ModelReader } from '../queries/model-reader';
import type { AuditPointers } from './audit-parts.resolvers';
import { ModelComparisonType, ModelReasonComparisonType } from './model-comparison.type';

@Resolver(() => ModelComparisonType)
export class ModelComparisonResolver {
  constructor(
    private readonly reader: ModelReader,
    private readonly to: AuditPointers,
  ) {}

  @Query(() => ModelComparisonType, {
    nullable: true,
    description:
      'Two models, such as two versions of one, on the same contacts of closed audits; what the caller is to code blind is left out. Null where they are not two models of one taxonomy for the caller.',
  })
  async modelComparison(
    @Arg('first', () => ID, { description: 'A coder that is a model.' }) first: string,
    @Arg('second', () => ID, { description: 'Another one of the same taxonomy.' }) second: string,
    @Ctx() context: AccessContext,
    @Arg('audit', () => ID, { nullable: true, description: 'Only contacts of this audit; null: of any.' })
    audit?: string | null,
  ): Promise<ModelComparisonType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const [firstId, secondId] = [localId('Coder', first, 'first'), localId('Coder', second, 'second')];
    const auditId = optionalLocalId('Audit', audit, 'audit');
    const { coder } = this.to.contacts.loaders(context);
    const [one, other] = await Promise.all([coder.load(firstId), coder.load(secondId)]);
    if (one === null || other === null || one.taxonomyId !== other.taxonomyId) return null;
    const areModels = one.kind === 'MODEL' && other.kind === 'MODEL' && one.id !== other.id;
    if (!areModels || !can(context.actor, 'readAudits', one)) return null;
    const asked = { taxonomyId: one.taxonomyId, firstId, secondId, auditId, actorId: context.actor.id };
    const contacts = await this.reader.triplyCoded(asked);
    return new ModelComparisonType(compareModels(contacts), { first: one, second: other });
  }

  @FieldResolver(() => CoderType, { description: 'The first model.' })
  first(@Root() { models }: ModelComparisonType): CoderType {
    return new CoderType(models.first);
  }

  @FieldResolver(() => CoderType, { description: 'The second model.' })
  second(@Root() { models }: ModelComparisonType): CoderType {
    return new CoderType(models.second);
  }
}

@Resolver(() => ModelReasonComparisonType)
export class ModelReasonComparisonResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the content that was coded in; null where it is not there.',
  })
  async reason(
    @Root() { found, taxonomyId }: ModelReasonComparisonType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.to.reason(found.reasonId, { digest: found.digest, taxonomyId }, context);
  }
}
