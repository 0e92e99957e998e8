import type { ReasonId } from '../../platform/ids';
import { isComposite, type Operation, type SimpleOperation } from './operation';
import type { LocalizedText, ReasonState } from './reason';
import type { ReasonTree } from './reason-tree';

/** What a reason is called by. */
export type Named = Pick<ReasonState, 'code' | 'labels'>;

/** The operations after which a reason is called something else, or by which it comes or goes. */
export const namingKinds = [
  'CreateReason',
  'SetLabel',
  'PromoteSynonym',
  'SetCode',
  'DiscardReason',
  'RestoreReason',
  'MergeReasons',
  'SplitReason',
] as const satisfies readonly Operation['kind'][];

/** What a reader calls a reason: a label of it and its code. */
export function nameOfReason({ code, labels }: Named): string {
  const [label] = Object.values(labels);
  return label === undefined ? code : `"${label}" (${code})`;
}

/**
 * What reasons were called while a draft was edited: the base, and over it the names that its operations gave, one after
 * the other. So the log tells each of them as its author saw it.
 */
export class NamesInTime {
  private given = new Map<ReasonId, Named>();

  constructor(private readonly base: ReasonTree) {}

  get(id: ReasonId): Named | undefined {
    return this.given.get(id) ?? this.base.get(id);
  }

  /** The draft was put on its present base: what it was called before is passed. */
  reset(): void {
    this.given = new Map();
  }

  /** Goes on to what an operation left. The answer says what each reason was called before it: what it created, as it was created. */
  follow(operation: Operation): (id: ReasonId) => Named | undefined {
    const before = new Map<ReasonId, Named>();
    for (const part of isComposite(operation) ? operation.parts : [operation]) {
      const after = this.after(part);
      if (after === null || part.kind === 'ReorderSiblings') continue;
      const earlier = this.get(part.reasonId) ?? after;
      if (!before.has(part.reasonId)) before.set(part.reasonId, earlier);
      this.given.set(part.reasonId, after);
    }
    return (id) => before.get(id) ?? this.get(id);
  }

  /** Null where it names nothing. */
  private after(operation: SimpleOperation): Named | null {
    if (operation.kind === 'CreateReason') return { code: operation.code, labels: operation.labels };
    if (operation.kind === 'ReorderSiblings') return null;
    const known = this.get(operation.reasonId) ?? { code: operation.reasonId, labels: {} };
    switch (operation.kind) {
      case 'SetLabel':
        return { ...known, labels: withText(known.labels, operation.language, operation.label) };
      case 'PromoteSynonym':
        return { ...known, labels: withText(known.labels, operation.language, operation.text) };
      case 'SetCode':
        return { ...known, code: operation.code };
      case 'RestoreReason': {
        const { code = known.code, labels = known.labels } = operation.fields;
        return { code, labels };
      }
      default:
        return null;
    }
  }
}

const withText = (labels: LocalizedText, language: string, text: string | null): LocalizedText =>
  Object.fromEntries([
    ...Object.entries(labels).filter(([other]) => text !== null || other !== language),
    ...(text === null ? [] : [[language, text] as const]),
  ]);
