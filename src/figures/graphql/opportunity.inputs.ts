import { Field, Float, InputType, Int } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import {
  usualKnowledgeGapRule as usualGap,
  usualSelfServiceRule as usual,
  type KnowledgeGapRule,
  type SelfServiceRule,
} from '../domain';

@InputType('SelfServiceRule', { description: 'When a reason could be served by customers themselves.' })
export class SelfServiceRuleInput implements SelfServiceRule {
  @Field(() => Int, { defaultValue: usual.minContacts, description: 'VOLUME: contacts that it must have.' })
  minContacts!: number;

  @Field(() => Float, {
    defaultValue: usual.volumeFrom,
    description: 'VOLUME: the part of all contacts with a reason, 0 to 1, that it must have.',
  })
  volumeFrom!: number;

  @Field(() => Float, {
    defaultValue: usual.modalFrom,
    description: 'ONE_RESOLUTION: the least lower limit of the part of the commonest resolution, 0 to 1.',
  })
  modalFrom!: number;

  @Field(() => Int, {
    defaultValue: usual.medianSecondsAtMost,
    description: 'SHORT: how many seconds half of the contacts may take at most.',
  })
  medianSecondsAtMost!: number;

  @Field(() => Float, {
    defaultValue: usual.resolvedFrom,
    description: 'RESOLVED_AT_ONCE: the least lower limit of first-contact resolution, 0 to 1.',
  })
  resolvedFrom!: number;
}

@InputType('KnowledgeGapRule', {
  description: 'When contacts look as if those who take them did not know what to do.',
})
export class KnowledgeGapRuleInput implements KnowledgeGapRule {
  @Field(() => Int, { defaultValue: usualGap.minContacts, description: 'Contacts that a reason must have.' })
  minContacts!: number;

  @Field(() => Float, {
    defaultValue: usualGap.modalBelow,
    description:
      'SPREAD where the upper limit of the part of the commonest resolution, 0 to 1, is below this.',
  })
  modalBelow!: number;

  @Field(() => Float, {
    defaultValue: usualGap.unexpectedFrom,
    description:
      'UNEXPECTED where the lower limit of the part that no mapping foresees, 0 to 1, is at least this.',
  })
  unexpectedFrom!: number;

  @Field(() => Float, {
    defaultValue: usualGap.escalatedFrom,
    description: 'ESCALATED where the lower limit of the part that was escalated, 0 to 1, is at least this.',
  })
  escalatedFrom!: number;

  @Field(() => Float, {
    defaultValue: usualGap.resolvedBelow,
    description:
      'NOT_RESOLVED_AT_ONCE where the upper limit of first-contact resolution, 0 to 1, is below this.',
  })
  resolvedBelow!: number;

  @Field(() => Boolean, {
    defaultValue: usualGap.alsoWithArticle,
    description: 'Whether reasons that name a knowledge article are looked at, too.',
  })
  alsoWithArticle!: boolean;
}

const isPart = (value: number): boolean => value >= 0 && value <= 1;

/** The usual rule where none is given. */
export function selfServiceRuleOf(input: SelfServiceRuleInput | null | undefined): SelfServiceRule {
  if (input === null || input === undefined) return usual;
  const { minContacts, volumeFrom, modalFrom, medianSecondsAtMost, resolvedFrom } = input;
  const isRule =
    minContacts >= 1 && medianSecondsAtMost >= 1 && [volumeFrom, modalFrom, resolvedFrom].every(isPart);
  if (isRule) return input;
  throw refused('minContacts and medianSecondsAtMost from 1 on and parts from 0 to 1', [
    minContacts,
    medianSecondsAtMost,
    volumeFrom,
    modalFrom,
    resolvedFrom,
  ]);
}

/** The usual rule where none is given. */
export function knowledgeGapRuleOf(input: KnowledgeGapRuleInput | null | undefined): KnowledgeGapRule {
  if (input === null || input === undefined) return usualGap;
  const { minContacts, modalBelow, unexpectedFrom, escalatedFrom, resolvedBelow } = input;
  const parts = [modalBelow, unexpectedFrom, escalatedFrom, resolvedBelow];
  if (minContacts >= 1 && parts.every(isPart)) return input;
  throw refused('minContacts from 1 on and parts from 0 to 1', [minContacts, ...parts]);
}

const refused = (expected: string, came: readonly number[]): CallerError =>
  new CallerError('BAD_USER_INPUT', `rule: expected ${expected}, but got ${came.join(', ')}`);
