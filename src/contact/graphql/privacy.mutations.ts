import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { StaleRevisionProblem } from '../../taxonomy/graphql';
import { eraseCustomer } from '../commands/erase-customer';
import { placeLegalHold, releaseLegalHold } from '../commands/legal-hold-commands';
import { purgeContacts } from '../commands/purge-contacts';
import { setRetention } from '../commands/set-retention';
import {
  EraseCustomerInputType,
  heldOf,
  namedCustomer,
  PlaceLegalHoldInputType,
  PurgeContactsInputType,
  ReleaseLegalHoldInputType,
  SetRetentionInputType,
} from './privacy.inputs';
import {
  RetentionRefusedProblem,
  HoldRefusedProblem,
  PurgeRefusedProblem,
  CustomerHeldProblem,
  CustomerNamedProblem,
} from './privacy.problems';
import { LegalHoldType, PurgeJobType } from './privacy.type';
import type { VisiblePrivacy } from './visible-privacy';

@ObjectType('SetRetentionPayload', { description: 'It was said how long contacts are kept.' })
class SetRetentionPayload {
  @Field(() => Int, { nullable: true, description: 'For how many months; null: for ever.' })
  retentionMonths!: number | null;

  @Field(() => Int, { description: 'The revision by now.' })
  revision!: number;
}

@ObjectType('PlaceLegalHoldPayload', { description: 'The contacts are on hold.' })
class PlaceLegalHoldPayload {
  @Field(() => LegalHoldType, {
    nullable: true,
    description: "The hold; null where it is not the caller's to see.",
  })
  legalHold!: LegalHoldType | null;
}

@ObjectType('ReleaseLegalHoldPayload', { description: 'The contacts are on hold no more.' })
class ReleaseLegalHoldPayload {
  @Field(() => LegalHoldType, {
    nullable: true,
    description: "The hold; null where it is not the caller's to see.",
  })
  legalHold!: LegalHoldType | null;
}

@ObjectType('PurgeContactsPayload', { description: 'The purge goes on by itself.' })
class PurgeContactsPayload {
  @Field(() => PurgeJobType, {
    nullable: true,
    description: "The purge; null where it is not the caller's to see.",
  })
  purgeJob!: PurgeJobType | null;
}

@ObjectType('EraseCustomerPayload', { description: 'Nothing is found of the customer any more.' })
class EraseCustomerPayload {
  @Field(() => Int, { description: 'Contacts that are of nobody now; 0 where none was found.' })
  contacts!: number;

  @Field(() => Int, { description: 'Excerpts that are gone.' })
  excerpts!: number;

  @Field(() => Int, { description: 'Codings before corrections that are gone.' })
  codings!: number;

  @Field(() => Int, { description: 'Faults of rows of files that are gone.' })
  rejections!: number;
}

const SetRetentionResult = resultUnion('setRetention', SetRetentionPayload, [
  ...[NotFoundProblem, StaleRevisionProblem, MalformedTextProblem, RetentionRefusedProblem],
]);
const PlaceLegalHoldResult = resultUnion('placeLegalHold', PlaceLegalHoldPayload, [
  ...[NotFoundProblem, MalformedTextProblem, CustomerNamedProblem, HoldRefusedProblem],
]);
const ReleaseLegalHoldResult = resultUnion('releaseLegalHold', ReleaseLegalHoldPayload, [
  ...[NotFoundProblem, MalformedTextProblem],
]);
const PurgeContactsResult = resultUnion('purgeContacts', PurgeContactsPayload, [
  ...[NotFoundProblem, MalformedTextProblem, PurgeRefusedProblem],
]);
const EraseCustomerResult = resultUnion('eraseCustomer', EraseCustomerPayload, [
  ...[NotFoundProblem, MalformedTextProblem, CustomerNamedProblem, CustomerHeldProblem],
]);

@Resolver()
export class PrivacyMutations {
  constructor(private readonly visible: VisiblePrivacy) {}

  @Mutation(() => SetRetentionResult, {
    nullable: true,
    description:
      'Says how long contacts of a taxonomy are kept. Nothing goes before a purge, but older contacts are not taken any more.',
  })
  async setRetention(
    @Arg('input', () => SetRetentionInputType, { description: 'How long, and why.' })
    input: SetRetentionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SetRetentionResult> {
    const { expectedRevision, months = null, because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(setRetention, { taxonomyId, expectedRevision, months, because });
    if (!outcome.ok) return problemView(outcome.problem);
    const { months: retentionMonths, revision } = await this.visible.reader.retention(taxonomyId);
    return Object.assign(new SetRetentionPayload(), { retentionMonths, revision });
  }

  @Mutation(() => PlaceLegalHoldResult, {
    nullable: true,
    description: 'Keeps the contacts of some days, or of one customer, from every purge and erasure.',
  })
  async placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInputType, { description: 'Of what, and why.' })
    input: PlaceLegalHoldInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof PlaceLegalHoldResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(placeLegalHold, {
      ...{ taxonomyId, of: heldOf(input), because: input.because },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const legalHold = await this.visible.hold(outcome.value.value.legalHoldId, context);
    return Object.assign(new PlaceLegalHoldPayload(), { legalHold });
  }

  @Mutation(() => ReleaseLegalHoldResult, {
    nullable: true,
    description: 'Ends a hold: the next purge removes what is old enough.',
  })
  async releaseLegalHold(
    @Arg('input', () => ReleaseLegalHoldInputType, { description: 'Which, and why.' })
    { legalHold: id, because }: ReleaseLegalHoldInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ReleaseLegalHoldResult> {
    const legalHoldId = localId('LegalHold', id, 'legalHold');
    const outcome = await context.run(releaseLegalHold, { legalHoldId, because });
    if (!outcome.ok) return problemView(outcome.problem);
    const legalHold = await this.visible.hold(legalHoldId, context);
    return Object.assign(new ReleaseLegalHoldPayload(), { legalHold });
  }

  @Mutation(() => PurgeContactsResult, {
    nullable: true,
    description:
      'Starts to remove the contacts that are older than the taxonomy keeps them, with all that was said in them. What was counted of them stays.',
  })
  async purgeContacts(
    @Arg('input', () => PurgeContactsInputType, { description: 'Whose, and why.' })
    input: PurgeContactsInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof PurgeContactsResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(purgeContacts, { taxonomyId, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    const purgeJob = await this.visible.job(outcome.value.value.purgeJobId, context);
    return Object.assign(new PurgeContactsPayload(), { purgeJob });
  }

  @Mutation(() => EraseCustomerResult, {
    nullable: true,
    description:
      'Takes a customer out of everything that is kept of contacts: they stay as contacts of nobody, and what was counted is what it was.',
  })
  async eraseCustomer(
    @Arg('input', () => EraseCustomerInputType, { description: 'Whom, and why.' })
    input: EraseCustomerInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof EraseCustomerResult> {
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const of = namedCustomer(input);
    const outcome = await context.run(eraseCustomer, { taxonomyId, of, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return Object.assign(new EraseCustomerPayload(), outcome.value.value);
  }
}
