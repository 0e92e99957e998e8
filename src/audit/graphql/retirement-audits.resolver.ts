import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { taxonomiesWith } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { RetirementType } from '../../taxonomy/graphql';
import type { AuditId } from '../domain';
import { AuditType } from './audit.type';
import type { VisibleAudits } from './visible-audits';

@Resolver(() => RetirementType)
export class RetirementAudits {
  constructor(private readonly visible: VisibleAudits) {}

  @FieldResolver(() => [AuditType], {
    nullable: true,
    description:
      'The audits that it rests on; empty where none is linked, null where audits are not for the caller to read.',
  })
  async audits(
    @Root() { evidence }: RetirementType,
    @Ctx() context: AccessContext,
  ): Promise<AuditType[] | null> {
    if (taxonomiesWith(context.actor, 'readAudits')?.length === 0) return null;
    const ids = evidence.flatMap(({ type, id }) => (type === 'Audit' ? [id] : []));
    const found = await Promise.all(ids.map((id) => this.visible.audit(id as AuditId, context)));
    return found.filter((audit) => audit !== null);
  }
}
