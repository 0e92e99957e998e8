import { randomFillSync } from 'node:crypto';
import { UUID, V7Generator } from 'uuidv7';

/** A UUID that remembers what it identifies, so that a version's id cannot be passed for a reason's. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

export type ActorId = Id<'Actor'>;
export type TaxonomyId = Id<'Taxonomy'>;
export type DraftId = Id<'Draft'>;
export type VersionId = Id<'Version'>;
export type ReasonId = Id<'Reason'>;
export type DepartmentId = Id<'Department'>;
export type ChangeSetId = Id<'ChangeSet'>;

/** Random numbers fetched many at a time: of millions of ids each call for them counts. */
class RandomNumbers {
  private readonly numbers = new Uint32Array(1_024);
  private next = this.numbers.length;

  nextUint32(): number {
    if (this.next === this.numbers.length) {
      randomFillSync(this.numbers);
      this.next = 0;
    }
    const number = this.numbers[this.next] ?? 0;
    this.next += 1;
    return number;
  }
}

const ids = new V7Generator(new RandomNumbers());

/** Time-ordered, made here and not by the database, so that it is known before the row is written. */
export const newId = <Kind extends string>(): Id<Kind> => ids.generate().toString() as Id<Kind>;

/** Likewise, as the 16 bytes that it is: for millions of rows its spelling is made only where it is asked for. */
export const newIdBytes = (): Readonly<Uint8Array> => ids.generate().bytes;

export const bytesOfUuid = (id: string): Readonly<Uint8Array> => UUID.parse(id).bytes;

export const uuidOfBytes = <Kind extends string>(bytes: Readonly<Uint8Array>): Id<Kind> =>
  UUID.ofInner(bytes).toString() as Id<Kind>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuidPattern.test(text);
