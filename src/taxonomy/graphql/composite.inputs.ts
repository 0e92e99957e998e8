import { Field, Float, ID, InputType } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import type { DestinationWish } from '../commands/draft-operations';
import { EditInput, localizedText, LocalizedTextInput, ReasonEditInput } from './edit.inputs';

/** What one step may merge, or divide a reason into. */
const mostReasons = 50;

@InputType('NewReasonInput', { description: 'A reason that is made in the same step, last in its menu.' })
export class NewReasonInput {
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its preferred labels.' })
  labels!: LocalizedTextInput[];

  @Field(() => ID, { nullable: true, description: 'The reason to stand under; null: at the root.' })
  parent?: string | null;
}

@InputType('MergeReasonsInput', { description: 'Reasons that become one: exactly one of into and intoNew.' })
export class MergeReasonsInput extends EditInput {
  @Field(() => [ID], { description: 'The reasons that are merged, 1 to 50: each is retired.' })
  sources!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The reason that they go into; null where it is made in the same step.',
  })
  into?: string | null;

  @Field(() => NewReasonInput, {
    nullable: true,
    description: 'The reason to be made that they go into; null where it is there already.',
  })
  intoNew?: NewReasonInput | null;
}

@InputType('SplitTargetInput', {
  description: 'What a part of a reason goes to: exactly one of reason and newReason.',
})
export class SplitTargetInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A reason that is there; null where it is made in the same step.',
  })
  reason?: string | null;

  @Field(() => NewReasonInput, {
    nullable: true,
    description: 'A reason to be made; null where it is there already.',
  })
  newReason?: NewReasonInput | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) of the contacts that goes there; null: not known.',
  })
  share?: number | null;
}

@InputType('SplitReasonInput', { description: 'A reason that is divided.' })
export class SplitReasonInput extends ReasonEditInput {
  @Field(() => [SplitTargetInput], {
    description: 'What its parts go to, 1 to 50; at least 2 where it is retired.',
  })
  into!: SplitTargetInput[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it goes on with what is left, its scope changed; else it is retired.',
  })
  keepSource!: boolean;
}

export function mustBeFew<Given>(given: readonly Given[], field: string): readonly Given[] {
  if (given.length >= 1 && given.length <= mostReasons) return given;
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected 1 to ${mostReasons} entries, but got ${given.length}`,
  );
}

/** A reason that is there, or one to be made; both or neither is the caller's mistake. */
export function destinationOf(
  given: { readonly reason?: string | null | undefined; readonly made?: NewReasonInput | null | undefined },
  fields: readonly [reason: string, made: string],
): DestinationWish {
  const { reason = null, made = null } = given;
  if (reason !== null && made === null) return { reasonId: localId('Reason', reason, fields[0]) };
  if (made !== null && reason === null)
    return {
      code: made.code,
      parentId: optionalLocalId('Reason', made.parent, 'parent'),
      labels: localizedText(made.labels, 'labels'),
    };
  const came = reason === null ? 'neither' : 'both';
  throw new CallerError('BAD_USER_INPUT', `expected exactly one of ${fields.join(' and ')}, but got ${came}`);
}
