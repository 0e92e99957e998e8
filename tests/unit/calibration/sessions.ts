import type {
  CodingOutcome,
  SessionAdjudication,
  SessionCoding,
  SessionData,
} from '../../../src/calibration/domain/results/session-data';
import { isActive, type ReasonTree } from '../../../src/taxonomy/domain';
import { smallTree } from '../taxonomy/trees';

/** What one coder said of one item: the code of a reason, `?` for cannot code, `-` for none fits, null for nothing. */
export type Said = string | null;

const outcomes: Readonly<Record<string, CodingOutcome>> = { '?': 'CANNOT_CODE', '-': 'NO_REASON_FITS' };

function answer(tree: ReasonTree, said: string): Pick<SessionCoding, 'outcome' | 'reasonId'> {
  const outcome = outcomes[said];
  if (outcome !== undefined) return { outcome, reasonId: null };
  const reason = [...tree.all()].find(({ code, ...state }) => code === said && isActive({ code, ...state }));
  if (reason === undefined) throw new Error(`expected a code of the tree, but got ${said}`);
  return { outcome: 'REASON', reasonId: reason.id };
}

export interface SessionSketch {
  readonly trees?: readonly ReasonTree[];
  /** For each content a row per item, a column per coder. */
  readonly said: readonly (readonly (readonly Said[])[])[];
  /** What was adjudicated in the first content, a value per item. */
  readonly adjudicated?: readonly Said[];
  readonly clusters?: readonly string[];
}

/** A session from a table of codes; items are i0, i1 ..., coders c0, c1 ... */
export function sessionOf({
  trees = [smallTree()],
  said,
  adjudicated = [],
  clusters,
}: SessionSketch): SessionData {
  const treeOf = (content: number): ReasonTree => trees[content] ?? smallTree();
  const rows = said[0] ?? [];
  const codings = said.flatMap((table, content) =>
    table.flatMap((row, item) =>
      row.flatMap((one, coder): SessionCoding[] =>
        one === null
          ? []
          : [
              {
                ...{ itemId: `i${item}`, coderId: `c${coder}`, content, confidence: null, late: false },
                ...answer(treeOf(content), one),
              },
            ],
      ),
    ),
  );
  const adjudications = adjudicated.flatMap((one, item): SessionAdjudication[] =>
    one === null ? [] : [{ itemId: `i${item}`, content: 0, cause: 'SLIP', ...answer(treeOf(0), one) }],
  );
  return {
    ...{ sessionId: 's', title: 'A session', languages: ['en'], codings, adjudications },
    contents: trees.map((tree, content) => ({ digest: `d${content}`, tree, name: `version ${content + 1}` })),
    items: rows.map((_, item) => ({
      id: `i${item}`,
      label: `item ${item}`,
      cluster: clusters?.[item] ?? null,
    })),
    coders: (rows[0] ?? []).map((_, coder) => ({
      id: `c${coder}`,
      name: `Coder ${coder}`,
      kind: 'AGENT' as const,
    })),
    excluded: { withdrawn: 0, late: 0 },
  };
}
