import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { AuditFindingType } from '../../audit/graphql';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import { DepartmentType, type VisibleOwnership } from '../../ownership/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { pageRequest } from '../../platform/paging';
import { ReasonType, slice } from '../../taxonomy/graphql';
import type { CheckOutcome, CheckRunId } from '../domain';
import { CheckOutcomeEnum } from './check.enums';
import {
  CheckResultConnection,
  CheckResultType,
  CheckRunConnection,
  CheckRunType,
  CheckScheduleType,
} from './check.type';
import type { VisibleChecks } from './visible-checks';

@Resolver()
export class CheckQueries {
  constructor(private readonly visible: VisibleChecks) {}

  @Query(() => CheckScheduleType, {
    nullable: true,
    description:
      'What is checked of a taxonomy by itself; null where nobody has set that, or there is no such taxonomy for the caller.',
  })
  async checkSchedule(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
  ): Promise<CheckScheduleType | null> {
    const known = await this.visible.taxonomies.byKeyFor(key, 'readAudits', context.actor);
    const schedule = known === null ? null : await this.visible.reader.schedule(known.id);
    return schedule === null ? null : new CheckScheduleType(schedule);
  }

  @Query(() => CheckRunConnection, {
    nullable: true,
    description:
      'The runs of the checks of a taxonomy, the newest first; null where there is no such taxonomy for the caller.',
  })
  async checkRuns(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<CheckRunType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const known = await this.visible.taxonomies.byKeyFor(key, 'readAudits', context.actor);
    if (known === null) return null;
    return connectionOf(
      await this.visible.reader.runPage(known.id, request),
      ({ id }) => [id],
      (run) => new CheckRunType(run),
    );
  }
}

@Resolver(() => CheckScheduleType)
export class CheckScheduleFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      'The department that answers for what is about no reason, or about one of which no department is accountable; null where it cannot be read now.',
  })
  async owner(
    @Root() { record }: CheckScheduleType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.ownership.department(record.ownerId, context);
  }
}

@Resolver(() => CheckRunType)
export class CheckRunFields {
  constructor(private readonly visible: VisibleChecks) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who asked for it, or the service itself; null where that is not the caller's to see.",
  })
  async runBy(@Root() { record }: CheckRunType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.taxonomies.actor(record.runBy, context);
  }

  @FieldResolver(() => CheckResultConnection, {
    nullable: true,
    description: 'What was observed, check by check; null where it cannot be read now.',
  })
  async results(
    @Root() { record }: CheckRunType,
    @Ctx() context: AccessContext,
    @Arg('outcomes', () => [CheckOutcomeEnum], {
      nullable: true,
      description: 'Only those that came out so; null: all.',
    })
    outcomes?: CheckOutcome[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<CheckResultType>> {
    const results = await this.visible.loaders(context).results.load(record.id);
    const wanted = results.filter(({ outcome }) => outcomes?.includes(outcome) ?? true);
    return slice(wanted, { first, after }, (result) => new CheckResultType(result));
  }
}

@Resolver(() => CheckResultType)
export class CheckResultFields {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => ReasonType, {
    nullable: true,
    description: 'The reason in whose menu it was observed; null: over all, or about no reason.',
  })
  reason(@Root() { found }: CheckResultType): ReasonType | null {
    return found.reasonId === null ? null : new ReasonType(found.reasonId);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder that it is about; null: about none.',
  })
  async coder(@Root() { found }: CheckResultType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    if (found.coderId === null) return null;
    const coder = await this.contacts.loaders(context).coder.load(found.coderId);
    return coder === null ? null : new CoderType(coder);
  }
}

/** What a finding of the checks points to: audits know nothing of checks. */
@Resolver(() => AuditFindingType)
export class FindingCheckFields {
  constructor(private readonly visible: VisibleChecks) {}

  @FieldResolver(() => CheckRunType, {
    nullable: true,
    description: 'The run of the checks that saw it last; null where none did, or it cannot be read now.',
  })
  async checkRun(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<CheckRunType | null> {
    const { observation } = record;
    return observation !== null ? this.visible.run(observation.seenIn as CheckRunId, context) : null;
  }
}
