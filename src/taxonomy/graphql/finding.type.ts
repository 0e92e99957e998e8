import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import type { Finding, FindingReport, FindingRule, RuleCount, WaiverId } from '../domain';
import { FindingRuleEnum, SeverityEnum } from './enums';
import { ContentView, ReasonStateType } from './reason-state.type';

/** Of one rule, where they are asked for without pages. */
const maxAtOnce = 200;

@ObjectType('Finding', { description: 'What a rule has to say about a content.' })
export class FindingType {
  constructor(
    private readonly finding: Finding,
    private readonly content: ContentView,
  ) {}

  @Field(() => FindingRuleEnum, { description: 'The rule.' })
  get rule(): FindingRule {
    return this.finding.rule;
  }

  @Field(() => SeverityEnum, { description: 'What it does, by the policy.' })
  get severity(): Finding['severity'] {
    return this.finding.severity;
  }

  @Field(() => [ReasonStateType], {
    description: 'Whom it is about, the first foremost; empty for the root or the whole.',
  })
  get reasons(): ReasonStateType[] {
    return this.finding.reasonIds.flatMap((id) => this.content.viewById(id) ?? []);
  }

  @Field(() => String, { nullable: true, description: 'The language it is about; null: none in particular.' })
  get language(): string | null {
    return this.finding.language;
  }

  @Field(() => String, { description: 'What was seen.' })
  get observed(): string {
    return String(this.finding.observed);
  }

  @Field(() => String, { nullable: true, description: 'The limit; null where the rule has no measure.' })
  get limit(): string | null {
    return this.finding.limit === null ? null : String(this.finding.limit);
  }

  @Field(() => String, { description: 'In words.' })
  get message(): string {
    return this.finding.message;
  }

  @Field(() => Boolean, { description: 'Whether a waiver lets it pass: then it stops nothing.' })
  get waived(): boolean {
    return this.finding.waiverId !== null;
  }

  get waiverId(): WaiverId | null {
    return this.finding.waiverId;
  }
}

export const FindingConnection = connectionType('Finding', () => FindingType, 'A page of findings.');

@ObjectType('RuleCount', { description: 'How often one rule found something.' })
export class RuleCountType {
  @Field(() => FindingRuleEnum, { description: 'The rule.' })
  rule!: FindingRule;

  @Field(() => SeverityEnum, { description: 'What its findings do.' })
  severity!: Finding['severity'];

  @Field(() => Int, { description: 'All its findings.' })
  total!: number;

  @Field(() => Int, { description: 'Those of them that a waiver lets pass.' })
  waived!: number;

  @Field(() => Int, { description: 'Those that findingPage gives: 5,000 at most.' })
  listed!: number;
}

@ObjectType('FindingReport', {
  description: 'Everything that may be wrong with a content under the policy of its taxonomy.',
})
export class FindingReportType {
  constructor(
    readonly report: FindingReport,
    readonly content: ContentView,
  ) {}

  @Field(() => Int, { description: 'Findings that stop a submission; those that a waiver lets pass do not.' })
  get blocking(): number {
    return this.report.blocking;
  }

  @Field(() => Int, { description: 'Findings that stop nothing.' })
  get warnings(): number {
    return this.report.warnings;
  }

  @Field(() => Int, { description: 'Findings that a waiver lets pass.' })
  get waived(): number {
    return this.report.waived;
  }

  @Field(() => [RuleCountType], { description: 'The count of each rule that found something.' })
  get counts(): readonly RuleCount[] {
    return this.report.counts;
  }

  @Field(() => [FindingType], {
    description: 'The first findings, 200 of a rule at most; findingPage gives more.',
  })
  get findings(): FindingType[] {
    const taken = new Map<FindingRule, number>();
    const first = this.report.findings.filter(({ rule }) => {
      const count = (taken.get(rule) ?? 0) + 1;
      taken.set(rule, count);
      return count <= maxAtOnce;
    });
    return first.map((finding) => new FindingType(finding, this.content));
  }
}
