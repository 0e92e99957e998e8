import { Field, Int, ObjectType } from 'type-graphql';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { StaleRevisionProblem } from '../../taxonomy/graphql';
import type { ContactFault } from '../domain';
import { CoderType } from './coder.type';
import { ContactType } from './contact.type';

@ObjectType('MalformedCoderProblem', {
  implements: ProblemType,
  description: 'A coder that cannot be: a model without name or version, or a person with one.',
})
export class MalformedCoderProblem extends ProblemType {
  @Field(() => String, { description: 'The field that is wrong.' })
  field!: string;
}
answersFor(MalformedCoderProblem, ['MALFORMED_CODER']);

@ObjectType('CoderConflictProblem', {
  implements: ProblemType,
  description: 'Another coder of the taxonomy has the external id, or is the actor.',
})
export class CoderConflictProblem extends ProblemType {
  @Field(() => String, { description: 'The field that is taken: externalId or actor.' })
  field!: string;
}
answersFor(CoderConflictProblem, ['EXTERNAL_ID_TAKEN', 'ACTOR_TAKEN']);

@ObjectType('CoderRetiredProblem', {
  implements: ProblemType,
  description: 'The coder takes no part in new sessions any more.',
})
export class CoderRetiredProblem extends ProblemType {}
answersFor(CoderRetiredProblem, ['CODER_RETIRED']);

export const ContactFaultEnum = schemaEnum('ContactFault', 'Why a contact was not taken.', {
  MISSING: 'What every contact has, and this one has not.',
  MALFORMED_TEXT: 'A text that cannot be stored or shown.',
  MALFORMED_INSTANT: 'No time.',
  INSTANT_OUT_OF_RANGE: 'An instant before 1970 or in the future.',
  NO_SUCH_LOCAL_TIME: 'A time without a zone, over which the clocks of the taxonomy were put forward.',
  BEYOND_RETENTION: 'A day whose contacts are not kept any more.',
  MALFORMED_NUMBER: 'No whole number within the bounds of the field.',
  UNKNOWN_WORD: 'None of the words that the field knows.',
  UNLISTED_VALUE: 'A value that the mapping of its file does not list.',
  UNKNOWN_CHANNEL: 'No channel of the taxonomy.',
  UNKNOWN_DEPARTMENT: 'No department of the taxonomy.',
  DISSOLVED_DEPARTMENT: 'A department that had been dissolved when the contact took place.',
  UNKNOWN_RESOLUTION: 'No resolution code of the taxonomy.',
  RESOLUTION_NOT_VALID: 'A resolution code that was not to be given when the contact took place.',
  UNKNOWN_CODER: 'No coder of the taxonomy.',
  NO_VERSION_IN_FORCE: 'It took place before the first version, so that no code means anything.',
  UNKNOWN_REASON: 'No code or path of the taxonomy.',
  REASON_NOT_IN_VERSION: 'A reason that was created after the version in force when the contact took place.',
  RETIRED_REASON: 'A reason that was retired by then, without one certain successor.',
  NOT_A_LEAF: 'A reason with choices below it, of which none was made.',
  DIFFERS: 'An excerpt other than the one that is recorded.',
  NAMED_TWICE:
    'Of a contact that an earlier row of the same file or batch names, something else is said: which of them is right?',
  CODED_BLIND: 'A contact that the sender codes blind: whether it is as it was sent would tell its code.',
  ERASED: 'A contact whose customer was erased.',
  WRONG_COLUMN_COUNT: 'A line with more or fewer cells than the header.',
  MALFORMED_LINE: 'A line that is no JSON object.',
  UNKNOWN_FIELD: 'A field that no contact has.',
} satisfies Readonly<Record<ContactFault['code'], string>>);

@ObjectType('RejectedContact', { description: 'One fault of one contact that was not taken.' })
export class RejectedContactType {
  @Field(() => Int, { description: 'Its place among those given, from 0.' })
  index!: number;

  @Field(() => String, { nullable: true, description: 'The field that is wrong; null: the whole of it.' })
  field!: string | null;

  @Field(() => ContactFaultEnum, { description: 'What is wrong with it.' })
  code!: ContactFault['code'];

  @Field(() => String, {
    nullable: true,
    description:
      'What came, shortened; null where it was nothing, or is what a customer said or a contact is known by.',
  })
  observed!: string | null;

  @Field(() => String, { description: 'What was expected.' })
  expected!: string;
}

@ObjectType('AddContactsPayload', { description: 'What was recorded, and what was not.' })
export class AddContactsPayload {
  @Field(() => Int, { description: 'How many are new.' })
  added!: number;

  @Field(() => Int, {
    description: 'How many were recorded otherwise, and stand corrected; what they were coded as is kept.',
  })
  corrected!: number;

  @Field(() => Int, { description: 'How many were recorded already, the same.' })
  unchanged!: number;

  @Field(() => [ContactType], {
    nullable: true,
    description:
      "Those that are recorded, new or not, in the order given; null where they are not the caller's to see.",
  })
  contacts!: ContactType[] | null;

  @Field(() => [RejectedContactType], { description: 'The faults of those that were not taken.' })
  rejected!: readonly RejectedContactType[];
}

function coderPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => CoderType, { nullable: true, description: 'The coder as it is now.' })
    coder!: CoderType | null;
  }
  return Payload;
}

export const RegisterCoderPayload = coderPayload('RegisterCoderPayload', 'The new coder.');
export const LinkCoderPayload = coderPayload('LinkCoderPayload', 'Who signs in as the coder was said.');
export const RetireCoderPayload = coderPayload('RetireCoderPayload', 'The coder was retired.');

export const AddContactsResult = resultUnion('addContacts', AddContactsPayload, [NotFoundProblem]);
export const RegisterCoderResult = resultUnion('registerCoder', RegisterCoderPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  MalformedCoderProblem,
  CoderConflictProblem,
]);
export const LinkCoderResult = resultUnion('linkCoder', LinkCoderPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  StaleRevisionProblem,
  CoderConflictProblem,
  CoderRetiredProblem,
]);
export const RetireCoderResult = resultUnion('retireCoder', RetireCoderPayload, [
  NotFoundProblem,
  MalformedTextProblem,
]);
