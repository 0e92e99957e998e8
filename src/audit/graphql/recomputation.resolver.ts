import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import type { AuditRecomputation, AuditRecomputations } from '../queries/audit-recomputation';
import type { VisibleAudits } from './visible-audits';

@ObjectType('AuditDifference', { description: 'A place at which results came out otherwise.' })
class AuditDifferenceType {
  @Field(() => String, { description: 'Where, such as alpha.value.' })
  path!: string;

  @Field(() => String, { description: 'What was sealed, as JSON.' })
  stored!: string;

  @Field(() => String, { description: 'What came out now, as JSON.' })
  recomputed!: string;
}

@ObjectType('AuditRecomputation', {
  description: 'A closed audit computed again from its codes, and drawn again by its seed.',
})
class AuditRecomputationType {
  constructor(private readonly found: AuditRecomputation) {}

  @Field(() => Boolean, {
    description: 'Whether the results come out as they were sealed, and all codes are what was committed to.',
  })
  get sound(): boolean {
    const { sameFormula, differences, codings, matchingCodings, sameSample } = this.found;
    return sameFormula && differences.length === 0 && codings === matchingCodings && sameSample !== false;
  }

  @Field(() => String, { description: 'The version of the formulas that the results were sealed by.' })
  get formula(): string {
    return this.found.formula;
  }

  @Field(() => Boolean, {
    description: 'Whether those formulas are known here: only then the results are computed again, by them.',
  })
  get sameFormula(): boolean {
    return this.found.sameFormula;
  }

  @Field(() => [AuditDifferenceType], {
    description: 'Where results differ by more than rounding, 20 places at most.',
  })
  get differences(): readonly AuditDifferenceType[] {
    return this.found.differences;
  }

  @Field(() => Boolean, {
    description: 'Whether the contacts of the frame are recorded today as when the sample was drawn.',
  })
  get frameUnchanged(): boolean {
    return this.found.frameUnchanged;
  }

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the seed draws the same contacts again; null where the frame is another one by now, or the customer of one of its contacts was erased, since contacts are drawn by their names.',
  })
  get sameSample(): boolean | null {
    return this.found.sameSample;
  }

  @Field(() => Int, { description: 'Codings that were given, those that were changed later too.' })
  get codings(): number {
    return this.found.codings;
  }

  @Field(() => Int, { description: 'Of them, those that are what the history committed to.' })
  get matchingCodings(): number {
    return this.found.matchingCodings;
  }
}

@Resolver()
export class AuditRecomputationResolver {
  constructor(
    private readonly recomputations: AuditRecomputations,
    private readonly visible: VisibleAudits,
  ) {}

  @Query(() => AuditRecomputationType, {
    nullable: true,
    description:
      'Computes a closed audit again and draws its sample again; null where it is not closed, or there is none for the caller.',
  })
  async recomputeAudit(
    @Arg('audit', () => ID, { description: 'The audit.' }) audit: string,
    @Ctx() context: AccessContext,
  ): Promise<AuditRecomputationType | null> {
    const known = await this.visible.audit(localId('Audit', audit, 'audit'), context);
    const found = known === null ? null : await this.recomputations.of(known.record);
    return found === null ? null : new AuditRecomputationType(found);
  }
}
