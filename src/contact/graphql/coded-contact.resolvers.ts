import { versionOfPilot, type VersionRecord } from '../../taxonomy/domain';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { PriorityEnum, ReasonStateType, SentimentEnum, TaxonomyVersionType } from '../../taxonomy/graphql';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { factFields, type CodedContact } from '../domain';
import { CoderType } from './coder.type';
import { ContactType } from './contact.type';
import { ProductionCodingType, UnmappedFieldType } from './production-coding.type';
import type { VisibleContacts } from './visible-contacts';

const heldBackToo = 'held back from the caller';

/** What production recorded of a contact. Of one that the caller codes blind nothing is told that tells its reason. */
@Resolver(() => ContactType)
export class CodedContactFields {
  constructor(private readonly visible: VisibleContacts) {}

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether its codes are held back, since the caller codes it blind in a session or an audit that is not revealed; null where that cannot be told now.',
  })
  codesHeldBack(@Root() { record }: ContactType, @Ctx() context: AccessContext): Promise<boolean> {
    return this.visible.isHeldBack(record, context);
  }

  @FieldResolver(() => ProductionCodingType, {
    nullable: true,
    description: `The reason it ended with; null: it has none, or it is ${heldBackToo}.`,
  })
  async coding(@Root() contact: ContactType, @Ctx() context: AccessContext) {
    const final = (await this.codes(contact, context))?.final ?? null;
    return final === null ? null : new ProductionCodingType(final);
  }

  @FieldResolver(() => ProductionCodingType, {
    nullable: true,
    description: `The reason it came in with; null: none was recorded, or it is ${heldBackToo}.`,
  })
  async initialCoding(@Root() contact: ContactType, @Ctx() context: AccessContext) {
    const initial = (await this.codes(contact, context))?.initial ?? null;
    return initial === null ? null : new ProductionCodingType(initial);
  }

  @FieldResolver(() => [ProductionCodingType], {
    nullable: true,
    description: `The codings that corrections took the place of, the latest twenty, the latest first; null: ${heldBackToo}.`,
  })
  async formerCodings(@Root() { record }: ContactType, @Ctx() context: AccessContext) {
    if (await this.visible.isHeldBack(record, context)) return null;
    const former = await this.visible.loaders(context).formerCodings.load(record);
    return former.map((coding) => new ProductionCodingType(coding));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The code of the department that handled it; null: not known, or ${heldBackToo}.`,
  })
  async department(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<string | null> {
    const id = (await this.codes(contact, context))?.departmentId ?? null;
    return id === null ? null : ((await this.visible.loaders(context).department.load(id))?.code ?? null);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The code of its resolution; null: it has none, or it is ${heldBackToo}.`,
  })
  async resolution(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<string | null> {
    const id = (await this.codes(contact, context))?.resolutionId ?? null;
    return id === null ? null : ((await this.visible.loaders(context).resolution.load(id))?.code ?? null);
  }

  @FieldResolver(() => [UnmappedFieldType], {
    nullable: true,
    description: `What came with it and means nothing here, by field; null: ${heldBackToo}.`,
  })
  async unmapped(@Root() contact: ContactType, @Ctx() context: AccessContext) {
    const codes = await this.codes(contact, context);
    if (codes === null) return null;
    return factFields.flatMap((field) => {
      const value = codes.unmapped[field];
      return value === undefined ? [] : [Object.assign(new UnmappedFieldType(), { field, value })];
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The segment of the customer; null: not known.',
  })
  async segment(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<string | null> {
    return (await this.facts(contact, context)).segment;
  }

  @FieldResolver(() => PriorityEnum, { nullable: true, description: 'How urgent it was; null: not said.' })
  async priority(@Root() contact: ContactType, @Ctx() context: AccessContext) {
    return (await this.facts(contact, context)).priority;
  }

  @FieldResolver(() => SentimentEnum, {
    nullable: true,
    description: 'How the customer felt; null: not known.',
  })
  async sentiment(@Root() contact: ContactType, @Ctx() context: AccessContext) {
    return (await this.facts(contact, context)).sentiment;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many seconds it took to handle; null: not measured.',
  })
  async handleSeconds(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<number | null> {
    return (await this.facts(contact, context)).handleSeconds;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How satisfied the customer was, from 1 to 5; null: not asked or not answered.',
  })
  async satisfaction(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<number | null> {
    return (await this.facts(contact, context)).satisfaction;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether it was resolved at first contact, as the source says; null: not recorded.',
  })
  async firstContactResolved(
    @Root() contact: ContactType,
    @Ctx() context: AccessContext,
  ): Promise<boolean | null> {
    return (await this.facts(contact, context)).firstContactResolved;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether it was handed on to somebody who may do more, as the source says; null: not recorded.',
  })
  async escalated(@Root() contact: ContactType, @Ctx() context: AccessContext): Promise<boolean | null> {
    return (await this.facts(contact, context)).escalated;
  }

  private facts({ record }: ContactType, context: AccessContext): Promise<CodedContact> {
    return this.visible.loaders(context).coded.load(record);
  }

  /** Null where what tells its reason is held back. */
  private async codes(contact: ContactType, context: AccessContext): Promise<CodedContact | null> {
    const isHeldBack = await this.visible.isHeldBack(contact.record, context);
    return isHeldBack ? null : this.facts(contact, context);
  }
}

@Resolver(() => ProductionCodingType)
export class ProductionCodingFields {
  constructor(
    private readonly visible: VisibleContacts,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, as it stands in the version; null where it cannot be read now.',
  })
  async reason(@Root() { record }: ProductionCodingType, @Ctx() context: AccessContext) {
    const version = await this.versionOf(record, context);
    const view = await this.taxonomies.loaders(context).contentOfVersion(version);
    return view.viewById(record.reasonId);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that it was coded in; null where it cannot be read now.',
  })
  async version(@Root() { record }: ProductionCodingType, @Ctx() context: AccessContext) {
    return new TaxonomyVersionType(await this.versionOf(record, context));
  }

  @FieldResolver(() => CoderType, { nullable: true, description: 'Who gave it; null: not known.' })
  async coder(@Root() { record }: ProductionCodingType, @Ctx() context: AccessContext) {
    if (record.coderId === null) return null;
    const coder = await this.visible.loaders(context).coder.load(record.coderId);
    return coder === null ? null : new CoderType(coder);
  }

  /** Below zero it is a pilot that it was coded in. */
  private async pilotOf(
    { taxonomyId }: ProductionCodingType['record']['contact'],
    version: number,
    context: AccessContext,
  ): Promise<VersionRecord | undefined> {
    const pilots = version < 0 ? await this.taxonomies.loaders(context).pilotsOf.load(taxonomyId) : [];
    const pilot = pilots.find(({ number }) => -number === version);
    return pilot === undefined ? undefined : versionOfPilot(pilot);
  }

  private async versionOf({ contact, version }: ProductionCodingType['record'], context: AccessContext) {
    const versions = await this.taxonomies.loaders(context).versionsOf.load(contact.taxonomyId);
    const found =
      versions.find(({ number }) => number === version) ?? (await this.pilotOf(contact, version, context));
    if (found === undefined) throw new Error(`a contact was coded in version ${version}, which is not there`);
    return found;
  }
}
