import { Arg, Ctx, Field, Float, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import { planAudit, spreadOf, type AuditGoal, type AuditMeasure, type PlanBasis } from '../domain';
import { AuditMeasureEnum } from './audit.enums';
import type { VisibleAudits } from './visible-audits';

@InputType('AuditPilotInput', { description: 'A pilot, by what it found of the measure.' })
class AuditPilotInput {
  @Field(() => Float, { description: 'The standard error of the measure.' })
  standardError!: number;

  @Field(() => Int, { description: 'Contacts that two coded.' })
  contacts!: number;
}

@InputType('AuditGuessInput', { description: 'What is expected where nothing is known yet.' })
class AuditGuessInput {
  @Field(() => Float, { description: 'Percent agreement, above 0 and below 1.' })
  percentAgreement!: number;

  @Field(() => Float, { nullable: true, description: 'Alpha, for the measure ALPHA; null: not expected.' })
  alpha?: number | null;
}

@InputType('PlanAuditInput', {
  description: 'What an audit is to tell, by a half width or a drop, and from what its spread is known.',
})
class PlanAuditInput {
  @Field(() => AuditMeasureEnum, { defaultValue: 'ALPHA', description: 'Of which measure.' })
  measure!: AuditMeasure;

  @Field(() => Float, {
    nullable: true,
    description: 'Half the width of the interval that is wanted; null: a drop is given.',
  })
  halfWidth?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The drop between two audits that is to be noticed; null: a half width is given.',
  })
  drop?: number | null;

  @Field(() => ID, { nullable: true, description: 'A closed audit to go by; null: something else is given.' })
  audit?: string | null;

  @Field(() => AuditPilotInput, {
    nullable: true,
    description: 'A pilot to go by; null: something else is given.',
  })
  pilot?: AuditPilotInput | null;

  @Field(() => AuditGuessInput, {
    nullable: true,
    description: 'What is expected; null: something else is given.',
  })
  expected?: AuditGuessInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Contacts there are: of few, fewer are enough; null: many.',
  })
  population?: number | null;
}

@ObjectType('AuditPlan', { description: 'How many contacts an audit needs, and on what that rests.' })
class AuditPlanType {
  @Field(() => Int, { description: 'Contacts that two code.' })
  contacts!: number;

  @Field(() => Float, {
    description: 'How the measure spreads per contact: standard error x root of the contacts.',
  })
  spreadPerContact!: number;

  @Field(() => [String], { description: 'What is taken to be so.' })
  assumptions!: readonly string[];
}

@Resolver()
export class AuditPlanResolver {
  constructor(private readonly visible: VisibleAudits) {}

  @Query(() => AuditPlanType, {
    nullable: true,
    description:
      'How many contacts an audit needs; null where an audit is named that is not closed, or that is not there for the caller.',
  })
  async planAudit(
    @Arg('input', () => PlanAuditInput, { description: 'What it is to tell.' }) input: PlanAuditInput,
    @Ctx() context: AccessContext,
  ): Promise<AuditPlanType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const { measure, population = null } = input;
    const goal = goalOf(input);
    const basis = await this.basisOf(input, context);
    if (basis === null) return null;
    const plan = planAudit({ measure, goal, basis, population });
    if (plan.ok) return plan.value;
    throw new CallerError('BAD_USER_INPUT', `${plan.problem.field}: ${plan.problem.message}`);
  }

  private async basisOf(input: PlanAuditInput, context: AccessContext): Promise<PlanBasis | null> {
    const { audit = null, pilot = null, expected = null } = input;
    if ([audit, pilot, expected].filter((given) => given !== null).length !== 1)
      throw new CallerError('BAD_USER_INPUT', 'input: expected one of audit, pilot and expected');
    if (pilot !== null) return { kind: 'PILOT', ...pilot };
    if (expected !== null) {
      const { percentAgreement, alpha = null } = expected;
      return { kind: 'CLOSED_FORM', percentAgreement, alpha };
    }
    return this.auditBasis(localId('Audit', audit ?? '', 'audit'), { measure: input.measure, context });
  }

  private async auditBasis(
    id: ReturnType<typeof localId<'Audit'>>,
    { measure, context }: { readonly measure: AuditMeasure; readonly context: AccessContext },
  ): Promise<PlanBasis | null> {
    const known = await this.visible.audit(id, context);
    const [sealed] = known === null ? [] : await this.visible.loaders(context).results.load(id);
    if (known === null || sealed === undefined) return null;
    const contacts = sealed.results.basis.doubleCoded;
    const spread = spreadOf(measure, sealed.results, known.record.frameSize);
    if (spread !== null && contacts > 0)
      return { kind: 'AUDIT', standardError: spread / Math.sqrt(contacts), contacts };
    throw new CallerError(
      'BAD_USER_INPUT',
      'audit: expected an audit that tells a spread, but it tells none',
    );
  }
}

function goalOf({ halfWidth = null, drop = null }: PlanAuditInput): AuditGoal {
  if (halfWidth !== null && drop === null) return { kind: 'HALF_WIDTH', halfWidth };
  if (drop !== null && halfWidth === null) return { kind: 'DROP', drop };
  throw new CallerError('BAD_USER_INPUT', 'input: expected either a half width or a drop');
}
