import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { RebuildUsageCountsPayload } from '../../contact/graphql';
import type { ConsistencyReader } from '../queries/consistency-reader';
import type { DifferingEvidence } from '../queries/differing-evidence';

/** Beside what figures read, what scores and drifts read: nobody can put that right, since nobody may change it. */
@Resolver(() => RebuildUsageCountsPayload)
export class EvidenceRecountFields {
  /** Counted once for an answer, whichever of its fields are asked for. */
  private readonly asked = new WeakMap<RebuildUsageCountsPayload, Promise<DifferingEvidence>>();

  constructor(private readonly reader: ConsistencyReader) {}

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many contacts of closed audits and sessions are kept otherwise than they were coded: what scores, drifts and suggestions rest on. They are never put right: what was kept is never changed by the service. Null where it cannot be counted now.',
  })
  async differingEvidence(@Root() payload: RebuildUsageCountsPayload): Promise<number> {
    return (await this.recount(payload)).contacts;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many closed audits and sessions come to something else than what was counted of them; null where it cannot be counted now.',
  })
  async differingExercises(@Root() payload: RebuildUsageCountsPayload): Promise<number> {
    return (await this.recount(payload)).exercises;
  }

  private recount(payload: RebuildUsageCountsPayload): Promise<DifferingEvidence> {
    const known = this.asked.get(payload) ?? this.reader.differing({ id: payload.taxonomyId });
    this.asked.set(payload, known);
    return known;
  }
}
