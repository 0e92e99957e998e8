import type { LocalizedText, NoteKind, ReasonState } from '../../../taxonomy/domain';
import { byCodeUnits } from '../../../platform/text';
import type { ExportContent, ExportOptions } from '../export/export-content';
import { readableRetirement } from '../formats/description';
import type { LossList } from '../losses/loss-report';
import { sameValue, type Retirement } from '../../../taxonomy/domain';
import { terms } from './vocabulary';

/** The notes that SKOS and XKOS have a word for. */
export const noteTerms = {
  DEFINITION: terms.definition,
  INCLUDES: terms.inclusionNote,
  EXCLUDES: terms.exclusionNote,
  EXAMPLES: terms.example,
  EDGE_CASES: terms.caseLaw,
} as const satisfies Partial<Record<NoteKind, string>>;
export const skosNotes = Object.keys(noteTerms) as (keyof typeof noteTerms)[];

/** A concept scheme as it is written, whatever the syntax. */
export interface SkosScheme {
  readonly iri: string;
  readonly identifier: string;
  readonly version: string;
  readonly topConcepts: readonly string[];
  readonly concepts: readonly SkosConcept[];
}

export interface SkosConcept {
  readonly iri: string;
  readonly notation: string;
  readonly broader: string | null;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly prefLabel: LocalizedText;
  readonly altLabel: ReadonlyMap<string, readonly string[]>;
  readonly hiddenLabel: ReadonlyMap<string, readonly string[]>;
  readonly notes: Readonly<Partial<Record<keyof typeof noteTerms, LocalizedText>>>;
  readonly isDeprecated: boolean;
  readonly replacedBy: readonly string[];
}

/** Names a thing by its id, wherever the service runs. */
const iriOf = (id: string): string => `urn:uuid:${id}`;

/** A content as a concept scheme: every reason, retired ones among them, in the order of the tree. */
export function skosScheme({ tree, taxonomyId, taxonomyKey, version }: ExportContent): SkosScheme {
  const places = new Map<string, number>();
  const concepts = tree.depthFirst('ALL').map((reason) => {
    const menu = reason.parentId ?? '';
    const position = (places.get(menu) ?? 0) + 1;
    places.set(menu, position);
    return conceptOf(reason, position);
  });
  return {
    iri: iriOf(taxonomyId),
    identifier: taxonomyKey,
    version: String(version),
    topConcepts: tree.roots('ALL').map(({ id }) => iriOf(id)),
    concepts,
  };
}

function conceptOf(reason: ReasonState, position: number): SkosConcept {
  const { id, code, parentId, labels, synonyms, notes, retirement } = reason;
  const synonymsThatAre = (isHidden: boolean): ReadonlyMap<string, readonly string[]> => {
    const texts = new Map<string, string[]>();
    for (const { language, text, hidden } of synonyms)
      if (hidden === isHidden) texts.set(language, [...(texts.get(language) ?? []), text]);
    return new Map([...texts].sort(([one], [other]) => byCodeUnits(one, other)));
  };
  return {
    iri: iriOf(id),
    notation: code,
    broader: parentId === null ? null : iriOf(parentId),
    position,
    prefLabel: inOrder(labels),
    altLabel: synonymsThatAre(false),
    hiddenLabel: synonymsThatAre(true),
    notes: Object.fromEntries(
      skosNotes.flatMap((note) => {
        const texts = inOrder(notes[note] ?? {});
        return Object.keys(texts).length === 0 ? [] : [[note, texts]];
      }),
    ),
    isDeprecated: retirement !== null,
    replacedBy: successorsOf(retirement).map(iriOf),
  };
}

const inOrder = (texts: LocalizedText): LocalizedText =>
  Object.fromEntries(Object.entries(texts).sort(([one], [other]) => byCodeUnits(one, other)));

/** An alternative is outside of the scheme, or means another thing: it replaces nothing. */
const successorsOf = (retirement: Retirement | null): readonly string[] =>
  (retirement?.associations ?? [])
    .filter(({ kind }) => kind !== 'ALTERNATIVE')
    .map(({ targetId }) => targetId)
    .sort(byCodeUnits);

/** Retirements that say more than can be read from `owl:deprecated` and `dcterms:isReplacedBy`. */
export function skosLosses({ tree }: ExportContent, _options: ExportOptions, losses: LossList): void {
  for (const { code, retirement } of tree.depthFirst('ALL')) {
    const isWhole =
      retirement === null || sameValue(retirement, readableRetirement(successorsOf(retirement)));
    if (!isWhole) losses.add('RETIREMENT', 'VOCABULARY', code);
  }
}
