import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import {
  longestWindowDays,
  usualRepeatRule,
  type RepeatRule,
  type ResolutionBasis,
  type SameReason,
} from '../domain';
import { firstContactResolution, repeats } from '../queries/repeat-figures';
import {
  FirstContactResolutionType,
  RepeatContactsType,
  ResolutionBasisEnum,
  SameReasonEnum,
} from './repeat.type';
import { UsageFiguresType } from './usage-figures.type';

export function repeatRuleOf(
  windowDays: number | null | undefined,
  sameReason: SameReason | null | undefined,
): RepeatRule {
  const days = windowDays ?? usualRepeatRule.windowDays;
  if (days >= 1 && days <= longestWindowDays)
    return { windowDays: days, sameReason: sameReason ?? usualRepeatRule.sameReason };
  throw new CallerError(
    'BAD_USER_INPUT',
    `windowDays: expected 1 to ${longestWindowDays} days, but got ${days}`,
  );
}

@Resolver(() => UsageFiguresType)
export class RepeatResolver {
  @FieldResolver(() => RepeatContactsType, {
    nullable: true,
    description:
      'How many contacts are repeated by their customer; counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async repeatContacts(
    @Root() { figures }: UsageFiguresType,
    @Arg('windowDays', () => Int, {
      nullable: true,
      description: 'Within how many days, 1 to 92; null: 7.',
    })
    windowDays?: number | null,
    @Arg('sameReason', () => SameReasonEnum, {
      nullable: true,
      description: 'Which contacts of a customer are about the same; null: NONE.',
    })
    sameReason?: SameReason | null,
  ): Promise<RepeatContactsType> {
    return new RepeatContactsType(await repeats(figures, repeatRuleOf(windowDays, sameReason)));
  }

  @FieldResolver(() => FirstContactResolutionType, {
    nullable: true,
    description:
      'How many contacts were resolved at once; without a flag counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async firstContactResolution(
    @Root() { figures }: UsageFiguresType,
    @Arg('windowDays', () => Int, {
      nullable: true,
      description: 'Where no flag is the basis: within how many days, 1 to 92; null: 7.',
    })
    windowDays?: number | null,
    @Arg('sameReason', () => SameReasonEnum, {
      nullable: true,
      description: 'Where no flag is the basis: which contacts are about the same; null: NONE.',
    })
    sameReason?: SameReason | null,
    @Arg('basis', () => ResolutionBasisEnum, {
      nullable: true,
      description: 'What it is to be told from; null: the flag where any contact has one, else the proxy.',
    })
    basis?: ResolutionBasis | null,
  ): Promise<FirstContactResolutionType> {
    const rule = repeatRuleOf(windowDays, sameReason);
    return new FirstContactResolutionType(await firstContactResolution(figures, rule, basis ?? null));
  }
}
