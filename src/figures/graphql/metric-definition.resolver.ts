import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { MetricDefinition } from '../domain';

@ObjectType('MetricDefinition', { description: 'What a figure is, and how it is misread.' })
export class MetricDefinitionType implements MetricDefinition {
  @Field(() => String, { description: 'Its name, stable for programs.' })
  name!: string;

  @Field(() => String, { description: 'How it is computed.' })
  formula!: string;

  @Field(() => [String], { description: 'What it is computed from.' })
  inputs!: readonly string[];

  @Field(() => [String], { description: 'What is left out, and where that is counted instead.' })
  exclusions!: readonly string[];

  @Field(() => [String], { description: 'How it is misread.' })
  warnings!: readonly string[];

  @Field(() => [String], { description: 'The fields of the schema that show it, as Type.field.' })
  fields!: readonly string[];
}

@Resolver()
export class MetricDefinitionResolver {
  constructor(private readonly definitions: readonly MetricDefinition[]) {}

  @Query(() => [MetricDefinitionType], {
    nullable: true,
    description: 'What each figure is: formula, inputs, exclusions and warnings.',
  })
  metricDefinitions(): readonly MetricDefinition[] {
    return this.definitions;
  }
}
