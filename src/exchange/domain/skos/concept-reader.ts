import { namespaces, terms } from './vocabulary';
import type { Triple, TripleObject } from './triple';

/** What a file says of each thing, by word, in the order of the file. */
export class Statements {
  private readonly bySubject = new Map<string, Map<string, TripleObject[]>>();
  /** Words of statements about concepts that nobody asked for, with how often they come. */
  private readonly asked = new Set<string>([terms.type]);

  constructor(triples: readonly Triple[]) {
    for (const { subject, predicate, object } of triples) {
      const about = this.bySubject.get(subject) ?? new Map<string, TripleObject[]>();
      const objects = about.get(predicate) ?? [];
      objects.push(object);
      about.set(predicate, objects);
      this.bySubject.set(subject, about);
    }
  }

  subjects(): Iterable<string> {
    return this.bySubject.keys();
  }

  of(subject: string, predicate: string): readonly TripleObject[] {
    this.asked.add(predicate);
    return this.bySubject.get(subject)?.get(predicate) ?? [];
  }

  /** The things that it points to. */
  things(subject: string, predicate: string): readonly string[] {
    return this.of(subject, predicate).flatMap(({ isText, value }) => (isText ? [] : [value]));
  }

  isOf(subject: string, type: string): boolean {
    return this.things(subject, terms.type).includes(type);
  }

  /** The words by which something is said of these things and that nobody has asked for, shortened. */
  unread(subjects: Iterable<string>): readonly string[] {
    const words = new Set<string>();
    for (const subject of subjects)
      for (const word of this.bySubject.get(subject)?.keys() ?? [])
        if (!this.asked.has(word)) words.add(word);
    return [...words].map(shortened);
  }
}

/** An IRI with a prefix where it is of a usual vocabulary. */
export function shortened(iri: string): string {
  const known = Object.entries(namespaces).find(([, namespace]) => iri.startsWith(namespace));
  return known === undefined ? iri : `${known[0]}:${iri.slice(known[1].length)}`;
}
