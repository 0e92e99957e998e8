import { Field, ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { ConflictsLeft, ResolutionsRefused, UndoOutOfRange } from '../domain';
import { listedAtMost, MergeConflictType, ResolutionFaultType } from './rebase.type';

@ObjectType('StalePreviewProblem', {
  implements: ProblemType,
  description: 'The draft was edited, or another version published, since the preview was made.',
})
export class StalePreviewProblem extends ProblemType {
  @Field(() => Int, { description: 'The head that the draft has.' })
  head!: number;

  @Field(() => Int, { description: 'The number of the newest version.' })
  newestVersion!: number;
}
answersFor(StalePreviewProblem, ['STALE_PREVIEW']);

@ObjectType('ConflictsLeftProblem', {
  implements: ProblemType,
  description: 'Conflicts that no resolution settles.',
})
export class ConflictsLeftProblem extends ProblemType {
  @Field(() => Int, { description: 'How many there are.' })
  conflictCount!: number;

  @Field(() => [MergeConflictType], { description: 'Each of them; of more than 100 the first.' })
  conflicts!: MergeConflictType[];
}
answersFor(ConflictsLeftProblem, ['CONFLICTS_LEFT'], ({ conflicts }: ConflictsLeft) => ({
  conflictCount: conflicts.length,
  conflicts: conflicts.slice(0, listedAtMost).map((conflict) => new MergeConflictType(conflict)),
}));

@ObjectType('ResolutionsRefusedProblem', {
  implements: ProblemType,
  description: 'Resolutions that settle nothing, all of them at once.',
})
export class ResolutionsRefusedProblem extends ProblemType {
  @Field(() => [ResolutionFaultType], { description: 'Each of them; of more than 100 the first.' })
  faults!: readonly ResolutionFaultType[];
}
answersFor(ResolutionsRefusedProblem, ['RESOLUTIONS_REFUSED'], ({ faults }: ResolutionsRefused) => ({
  faults: faults.slice(0, listedAtMost),
}));

@ObjectType('UndoRangeProblem', {
  implements: ProblemType,
  description: 'More edits than there are since the draft was opened or last rebased, or none at all.',
})
export class UndoRangeProblem extends ProblemType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'How many were to be taken back.' })
  observed!: number;

  @Field(() => Int, { description: 'How many can be.' })
  limit!: number;
}
answersFor(UndoRangeProblem, ['UNDO_OUT_OF_RANGE'], ({ draftId }: UndoOutOfRange) => ({
  draft: globalId('Draft', draftId),
}));
