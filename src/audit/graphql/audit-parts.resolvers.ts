import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { CoderId } from '../../contact/domain';
import { CoderType, ContactType, ExcerptType, type VisibleContacts } from '../../contact/graphql';
import { DepartmentType, type VisibleOwnership } from '../../ownership/graphql';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import { ReasonStateType } from '../../taxonomy/graphql';
import type { AuditRecord } from '../domain';
import { AuditCoderType, AuditCodingType, AuditItemType, AuditStratumType } from './audit-parts.type';
import { AuditPopulationType } from './audit.type';
import { AuditModelDifferenceType, AuditModelResultType } from './model-results.type';
import type { VisibleAudits } from './visible-audits';

/** What audits and their parts point to: all of it as the caller may see it. */
export class AuditPointers {
  constructor(
    readonly audits: VisibleAudits,
    readonly contacts: VisibleContacts,
    readonly ownership: VisibleOwnership,
  ) {}

  async coder(id: string | null, context: AccessContext): Promise<CoderType | null> {
    if (id === null) return null;
    const coder = await this.contacts.loaders(context).coder.load(id as CoderId);
    return coder === null ? null : new CoderType(coder);
  }

  async department(id: DepartmentId | null, context: AccessContext): Promise<DepartmentType | null> {
    return id === null ? null : this.ownership.department(id, context);
  }

  /** A reason as it stands in the content that an audit codes in. */
  async reason(
    id: ReasonId | null,
    audit: Pick<AuditRecord, 'digest' | 'taxonomyId'>,
    context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return id === null ? null : (await this.audits.loaders(context).view(audit)).viewById(id);
  }
}

@Resolver(() => AuditPopulationType)
export class AuditPopulationResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => [DepartmentType], {
    nullable: true,
    description: 'The departments that handled them; null: any.',
  })
  async departments(
    @Root() { audit }: AuditPopulationType,
    @Ctx() context: AccessContext,
  ): Promise<readonly DepartmentType[] | null> {
    const { departments } = audit.population;
    return departments === null ? null : this.to.ownership.departments(departments, context);
  }

  @FieldResolver(() => [ReasonStateType], {
    nullable: true,
    description: 'The reasons that they were coded as, each with all that is below it; null: any.',
  })
  async reasons(
    @Root() { audit }: AuditPopulationType,
    @Ctx() context: AccessContext,
  ): Promise<readonly ReasonStateType[] | null> {
    const { reasons } = audit.population;
    if (reasons === null) return null;
    const found = await Promise.all(reasons.map((id) => this.to.reason(id, audit, context)));
    return found.filter((reason) => reason !== null);
  }

  @FieldResolver(() => [CoderType], {
    nullable: true,
    description: 'Who coded them in production; null: anybody.',
  })
  async coders(
    @Root() { audit }: AuditPopulationType,
    @Ctx() context: AccessContext,
  ): Promise<readonly CoderType[] | null> {
    const { coders } = audit.population;
    if (coders === null) return null;
    const found = await Promise.all(coders.map((id) => this.to.coder(id, context)));
    return found.filter((coder) => coder !== null);
  }
}

@Resolver(() => AuditStratumType)
export class AuditStratumResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason; null where strata are not made of reasons.',
  })
  async reason(
    @Root() { record, audit }: AuditStratumType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.to.reason(record.reasonId, audit, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department; null where strata are not made of departments, or where it is not known.',
  })
  async department(
    @Root() { record }: AuditStratumType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.to.department(record.departmentId, context);
  }
}

@Resolver(() => AuditCoderType)
export class AuditCoderResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'Who they are; null where that cannot be told now.',
  })
  async coder(@Root() { record }: AuditCoderType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    return this.to.coder(record.coderId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'Their department, as it was said when the audit was drawn; null: none.',
  })
  async department(
    @Root() { record }: AuditCoderType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.to.department(record.departmentId, context);
  }
}

@Resolver(() => AuditItemType)
export class AuditItemResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => ContactType, {
    nullable: true,
    description: 'The contact; null where it is gone.',
  })
  async contact(
    @Root() { record }: AuditItemType,
    @Ctx() context: AccessContext,
  ): Promise<ContactType | null> {
    if (!can(context.actor, 'readContacts', record)) return null;
    const contact = await this.to.contacts.loaders(context).contact.load(record.contactId);
    return contact === null ? null : new ContactType(contact);
  }

  @FieldResolver(() => ExcerptType, {
    nullable: true,
    description: "What was said; null where nothing is kept, or where it is not the caller's to read.",
  })
  async excerpt(
    @Root() { record }: AuditItemType,
    @Ctx() context: AccessContext,
  ): Promise<ExcerptType | null> {
    if (!can(context.actor, 'readExcerpts', record)) return null;
    const excerpt = await this.to.contacts.loaders(context).excerpt.load(record.contactId);
    return excerpt === null ? null : new ExcerptType(excerpt);
  }

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'What it was coded as in production when the audit was drawn; null where it is not there.',
  })
  async productionReason(
    @Root() { record }: AuditItemType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    const audit = await this.to.audits.audit(record.auditId, context);
    return audit === null ? null : this.to.reason(record.firstReasonId, audit.record, context);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'Who coded it in production; null where that is not known.',
  })
  async productionCoder(
    @Root() { record }: AuditItemType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return this.to.coder(record.firstCoderId, context);
  }

  @FieldResolver(() => [AuditCodingType], {
    nullable: true,
    description:
      'What second coders and models answered; empty until the audit is closed, null where it cannot be read now.',
  })
  async codings(
    @Root() { record }: AuditItemType,
    @Ctx() context: AccessContext,
  ): Promise<AuditCodingType[]> {
    const codings = await this.to.audits.loaders(context).codings.load(record.id);
    return codings.map((coding) => new AuditCodingType(coding));
  }
}

@Resolver(() => AuditCodingType)
export class AuditCodingResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'Who answered; null where that cannot be told now.',
  })
  async coder(@Root() { record }: AuditCodingType, @Ctx() context: AccessContext): Promise<CoderType | null> {
    return this.to.coder(record.coderId, context);
  }

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason; null where the answer is none.',
  })
  async reason(
    @Root() { record }: AuditCodingType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    const audit = await this.to.audits.audit(record.auditId, context);
    return audit === null ? null : this.to.reason(record.reasonId, audit.record, context);
  }
}

@Resolver(() => AuditModelResultType)
export class AuditModelResultResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The model; null where that cannot be told now.',
  })
  async coder(
    @Root() { found }: AuditModelResultType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return this.to.coder(found.coderId, context);
  }
}

@Resolver(() => AuditModelDifferenceType)
export class AuditModelDifferenceResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The first model; null where that cannot be told now.',
  })
  async first(
    @Root() { found }: AuditModelDifferenceType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return this.to.coder(found.firstCoderId, context);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The second model; null where that cannot be told now.',
  })
  async second(
    @Root() { found }: AuditModelDifferenceType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return this.to.coder(found.secondCoderId, context);
  }
}
