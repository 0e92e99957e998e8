import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { can } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import { AgreementStatisticType } from '../../agreement/graphql';
import { localId } from '../../platform/graphql/global-id';
import { PilotType, TaxonomyVersionType } from '../../taxonomy/graphql';
import type { PilotId } from '../../taxonomy/domain';
import { auditDifference, type PilotAudit, type PilotAuditBasis } from '../domain';
import type { PilotAgreement, PilotReport, PilotReports } from '../queries/pilot-reports';
import { PilotAuditBasisEnum } from './audit.enums';
import { AuditIntervalType } from './audit-comparison.type';
import { AuditType } from './audit.type';
import { statisticOf } from './statistic-of';
import type { VisibleAudits } from './visible-audits';

@ObjectType('PilotResidual', {
  description:
    'How many contacts ended in residual reasons in a pilot, and meanwhile in the version in force.',
})
class PilotResidualType {
  constructor(private readonly found: PilotReport['residual']) {}

  @Field(() => Int, { description: 'Contacts that were coded in the pilot.' })
  get contacts(): number {
    return this.found.pilot.of;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The share of them in residual reasons; null without any.',
  })
  get share(): number | null {
    return this.found.pilot.value;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: 'Its interval at 95 %; null without a contact.',
  })
  get interval(): AuditIntervalType | null {
    return this.found.pilot.interval;
  }

  @Field(() => Int, { description: 'Contacts of the same days that were coded in the version in force.' })
  get contactsInForce(): number {
    return this.found.inForce.of;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The share of them in residual reasons; null without any.',
  })
  get shareInForce(): number | null {
    return this.found.inForce.value;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: 'Its interval at 95 %; null without a contact.',
  })
  get intervalInForce(): AuditIntervalType | null {
    return this.found.inForce.interval;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The share in the pilot less the other; null where there are too few. Who is in the pilot was not drawn by chance.',
  })
  get difference(): number | null {
    return this.found.difference?.value ?? null;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: "Newcombe's interval of the difference at 95 %; null where there are too few.",
  })
  get differenceInterval(): AuditIntervalType | null {
    return this.found.difference?.interval ?? null;
  }

  @Field(() => Boolean, { description: 'Whether one of the two rests on fewer than 20 contacts.' })
  get tooFew(): boolean {
    return this.found.tooFew;
  }
}

@ObjectType('PilotAgreement', {
  description: 'How coders agreed in a revealed session that coded in the content of a pilot.',
})
class PilotAgreementType {
  constructor(private readonly found: PilotAgreement) {}

  @Field(() => String, { description: 'The title of the session.' })
  get session(): string {
    return this.found.title;
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement in the content of the pilot.' })
  get pilot(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.pilot);
  }

  @Field(() => AgreementStatisticType, {
    nullable: true,
    description:
      'The same of the same contacts in the version in force; null where the session did not code in it.',
  })
  get inForce(): AgreementStatisticType | null {
    return this.found.inForce === null ? null : new AgreementStatisticType(this.found.inForce);
  }
}

@ObjectType('PilotAudit', {
  description: 'How coders agreed in a closed audit that has to do with a pilot.',
})
class PilotAuditType {
  constructor(private readonly found: PilotAudit) {}

  @Field(() => AuditType, { description: 'The audit.' })
  get audit(): AuditType {
    return new AuditType(this.found.audit);
  }

  @Field(() => PilotAuditBasisEnum, { description: 'Which contacts it is about.' })
  get basis(): PilotAuditBasis {
    return this.found.basis;
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement, weighed by how it was drawn.' })
  get percentAgreement(): AgreementStatisticType {
    return statisticOf('percent_agreement', this.found.results.percentAgreement);
  }

  @Field(() => AgreementStatisticType, { description: "Krippendorff's alpha, weighed alike." })
  get alpha(): AgreementStatisticType {
    return statisticOf('krippendorff_alpha', this.found.results.alpha);
  }
}

@ObjectType('PilotReport', { description: 'How a pilot does beside the version in force when it started.' })
class PilotReportType {
  constructor(private readonly found: PilotReport) {}

  @Field(() => PilotType, { description: 'The pilot.' })
  get pilot(): PilotType {
    return new PilotType(this.found.pilot);
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version in force when it started; null: none was.',
  })
  get inForce(): TaxonomyVersionType | null {
    return this.found.inForce === null ? null : new TaxonomyVersionType(this.found.inForce);
  }

  @Field(() => PilotResidualType, { description: 'Residual reasons here and there.' })
  get residual(): PilotResidualType {
    return new PilotResidualType(this.found.residual);
  }

  @Field(() => [PilotAgreementType], {
    description:
      'Agreement in the newest revealed sessions that coded in its content, 20 at most; empty: none did.',
  })
  get agreements(): PilotAgreementType[] {
    return this.found.agreements.map((one) => new PilotAgreementType(one));
  }

  @Field(() => [PilotAuditType], {
    description:
      'Agreement in closed audits in its content, of its scope before it, and of its days elsewhere, the newest first, 20 at most; empty: there are none.',
  })
  get audits(): PilotAuditType[] {
    return this.found.audits.map((one) => new PilotAuditType(one));
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Percent agreement in the newest audit in its content less that in the newest one of its scope before it, else of its days elsewhere; null where one of the two is not there, or nothing can be said of their errors.',
  })
  get auditDifference(): number | null {
    return auditDifference(this.found.audits)?.difference ?? null;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: 'The interval of that difference at 95 %, after Welch; null where there is none.',
  })
  get auditDifferenceInterval(): AuditIntervalType | null {
    return auditDifference(this.found.audits)?.interval ?? null;
  }
}

@Resolver()
export class PilotReportResolver {
  constructor(
    private readonly reports: PilotReports,
    private readonly audits: VisibleAudits,
  ) {}

  @Query(() => PilotReportType, {
    nullable: true,
    description:
      'How a pilot does beside the version in force; what the caller is to code blind is left out. Null where there is no such pilot for the caller.',
  })
  async pilotReport(
    @Arg('pilot', () => ID, { description: 'The pilot.' }) pilot: string,
    @Ctx() context: AccessContext,
  ): Promise<PilotReportType | null> {
    mustHoldAnywhere(context.actor, 'readAudits');
    const id = localId('Pilot', pilot, 'pilot') as PilotId;
    const record = await this.audits.taxonomies.loaders(context).pilot.load(id);
    if (record === null || !can(context.actor, 'readAudits', record)) return null;
    return new PilotReportType(await this.reports.of(record, context.actor.id));
  }
}
