import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import { LocalClock } from '../../platform/local-clock';
import { escalationsFor, type ReasonState, type TaxonomyRecord } from '../../taxonomy/domain';
import type { TaxonomyReader } from '../../taxonomy';
import { ReasonStateType, TaxonomyVersionType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { handlerOf } from '../domain';
import { DepartmentType } from './department.type';
import { EscalationFactsInput, factsOf, hoursOf, WorkingHoursInput } from './escalation.inputs';
import { EscalationsAnswerType, EscalationType } from './escalation.type';
import type { VisibleOwnership } from './visible-ownership';

interface Asked {
  readonly facts: EscalationFactsInput;
  readonly at: Date;
  readonly workingHours: WorkingHoursInput | null | undefined;
}

function answered(taxonomy: TaxonomyRecord, state: ReasonState, { facts, at, workingHours }: Asked) {
  const time = { at, clock: LocalClock.of(taxonomy.timeZone), hours: hoursOf(workingHours) };
  return escalationsFor(state, factsOf(facts, taxonomy), time).map(
    (escalation) => new EscalationType(escalation, taxonomy.id, at),
  );
}

const hoursDescription =
  'When people work, for deadlines in working time; null: Monday to Friday from 09:00 to 17:00, in the time zone of the taxonomy.';

@Resolver()
export class EscalationQueries {
  constructor(
    private readonly taxonomies: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
  ) {}

  @Query(() => EscalationsAnswerType, {
    nullable: true,
    description:
      'Which triggers of a reason fire for what is known of a contact, by the version in force: why, to whom it goes and by when. Null where there is no such reason for the caller.',
  })
  async escalationsFor(
    @Arg('reason', () => ID, { description: 'The reason.' }) id: string,
    @Arg('facts', () => EscalationFactsInput, { description: 'What is known of the contact.' })
    facts: EscalationFactsInput,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
    @Arg('workingHours', () => WorkingHoursInput, { nullable: true, description: hoursDescription })
    workingHours?: WorkingHoursInput | null,
  ): Promise<EscalationsAnswerType | null> {
    const moment = mustBeMoment(at, 'at') ?? new Date();
    const reason = await this.visible.reason(localId('Reason', id, 'reason'), context);
    if (reason === null) return null;
    const taxonomyId = await this.taxonomies.taxonomyOfReason(reason.localId);
    if (taxonomyId === null) return null;
    const [record] = await this.taxonomies.versionsInForce([taxonomyId], moment);
    const [taxonomy] = await this.taxonomies.taxonomies([taxonomyId]);
    const tree = record === undefined ? null : await this.taxonomies.contentOfVersion(record);
    const state = tree?.get(reason.localId);
    const asked = { facts, at: moment, workingHours };
    const all = state === undefined || taxonomy === undefined ? [] : answered(taxonomy, state, asked);
    return Object.assign(new EscalationsAnswerType(), {
      ...{ reason, asOf: moment },
      version: record === undefined ? null : new TaxonomyVersionType(record),
      fires: all.filter(({ verdict }) => verdict === 'FIRES'),
      others: all.filter(({ verdict }) => verdict !== 'FIRES'),
    });
  }
}

@Resolver(() => ReasonStateType)
export class ReasonEscalationFields {
  @FieldResolver(() => [EscalationType], {
    description:
      'Each of its triggers, as they stand in this content, against what is known of a contact: to try a draft before it is published.',
  })
  escalationsFor(
    @Root() { content, state }: ReasonStateType,
    @Arg('facts', () => EscalationFactsInput, { description: 'What is known of the contact.' })
    facts: EscalationFactsInput,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
    @Arg('workingHours', () => WorkingHoursInput, { nullable: true, description: hoursDescription })
    workingHours?: WorkingHoursInput | null,
  ): EscalationType[] {
    const moment = mustBeMoment(at, 'at') ?? new Date();
    return answered(content.taxonomy, state, { facts, at: moment, workingHours });
  }
}

@Resolver(() => EscalationType)
export class EscalationFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      'Who gets it: the department that the trigger names or, where that is dissolved at the moment, whoever it goes on in; null where there is none.',
  })
  async goesTo(
    @Root() { escalation, taxonomyId, at }: EscalationType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    const departments = await this.ownership.loaders(context).departmentsOf.load(taxonomyId);
    const handler = handlerOf(escalation.department, departments, at);
    return handler === null ? null : this.ownership.department(handler.id, context);
  }
}
