import { Field, Float, InputType, Int } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { usualChangeRule, type ChangeRule } from '../domain';

@InputType('AlertRule', { description: 'When something that stands out is worth an alert.' })
export class AlertRuleInput {
  @Field(() => Float, {
    defaultValue: usualChangeRule.falseDiscoveryRate,
    description: 'The greatest share of false alarms among the alerts that is put up with, 0 to 1.',
  })
  falseDiscoveryRate!: number;

  @Field(() => Int, {
    defaultValue: usualChangeRule.minContacts,
    description: 'Reasons with fewer contacts are not tested; 1 or more.',
  })
  minContacts!: number;

  @Field(() => Float, {
    defaultValue: usualChangeRule.minChange,
    description:
      'Of changes alone: one by less than this part, up or down, is no alert however sure it is; 0.2 asks for 1.2 times as many, or fewer.',
  })
  minChange!: number;
}

/** The usual rule where none is given. */
export function alertRuleOf(input: AlertRuleInput | null | undefined): ChangeRule {
  if (input === null || input === undefined) return usualChangeRule;
  const { falseDiscoveryRate, minContacts, minChange } = input;
  const isRule =
    falseDiscoveryRate > 0 &&
    falseDiscoveryRate <= 1 &&
    minContacts >= 1 &&
    minChange >= 0 &&
    minChange <= 100;
  if (isRule) return { falseDiscoveryRate, minContacts, minChange };
  const expected = 'falseDiscoveryRate above 0 and at most 1, minContacts from 1 on, minChange from 0 to 100';
  throw new CallerError(
    'BAD_USER_INPUT',
    `rule: expected ${expected}, but got ${falseDiscoveryRate}, ${minContacts} and ${minChange}`,
  );
}
