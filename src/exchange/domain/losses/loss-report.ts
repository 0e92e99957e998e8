import { byCodeUnits } from '../../../platform/text';
import { noteKinds } from '../../../taxonomy/domain';

/** What of a reason may be lost on the way into a file. REASON is the whole of it: nothing more is said of that one. */
export const lossKinds = [
  'REASON',
  'CODE',
  'PLACE',
  'LABEL',
  'SYNONYM',
  'HIDDEN_SYNONYM',
  ...noteKinds,
  'EXCLUDED_REASON',
  'RESIDUAL',
  'KIND',
  'USE_CASE_GROUP',
  'INTENT',
  'PRIORITY',
  'TARGET',
  'ESCALATION',
  'CHANNEL',
  'ARTICLE',
  'RESOLUTION',
  'FOLLOW_UP',
  'RETIREMENT',
] as const;
export type LossKind = (typeof lossKinds)[number];

/** Why it is lost, each in a sentence. */
export const lossReasons = {
  NO_PLACE: 'The format has no place for it.',
  OTHER_LANGUAGE: 'The format has one language, and this is in another one.',
  RETIRED: 'The format lists what is in use only.',
  NOT_A_CHOICE: 'The format lists what contacts are coded with only, not what stands above it.',
  LEVEL_ONLY: 'Of what stands above a choice the format has nothing but the name.',
  FLAT: 'The format is a list without levels.',
  CHARACTERS: 'It has characters that the format does not take, or uses itself; others stand in their place.',
  SAME_NAME: 'The format wants names that differ: the code stands behind the name.',
  TOO_LONG: 'It is longer than the format takes.',
  NO_LABEL: 'It has no label; the code stands in its place.',
  VOCABULARY: 'The format says that it is retired, and by what it is replaced, but neither why nor how far.',
} as const;
export type LossReason = keyof typeof lossReasons;

/** Something that is lost, of how many reasons. */
export interface Loss {
  readonly kind: LossKind;
  readonly reason: LossReason;
  readonly count: number;
  /** The codes of the first reasons it is lost of, in the order of the tree. */
  readonly examples: readonly string[];
}

/** What a file does not carry of the content it was made of. */
export interface LossReport {
  /** In the order of the kinds, then by reason. */
  readonly losses: readonly Loss[];
  /** How many there are together; 0: the file carries everything. */
  readonly total: number;
}

const maxExamples = 5;

/** Takes down what is lost, one reason after the other. */
export class LossList {
  private readonly byKey = new Map<string, Loss & { count: number; examples: string[] }>();
  private readonly seen = new Set<string>();

  /** A listener hears of every single loss, for whoever wants more than examples. */
  constructor(private readonly listener: (kind: LossKind, code: string) => void = () => undefined) {}

  add(kind: LossKind, reason: LossReason, code: string): void {
    const once = `${kind} ${reason} ${code}`;
    if (this.seen.has(once)) return;
    this.seen.add(once);
    this.listener(kind, code);
    const key = `${kind} ${reason}`;
    const loss = this.byKey.get(key) ?? { kind, reason, count: 0, examples: [] };
    loss.count += 1;
    if (loss.examples.length < maxExamples) loss.examples.push(code);
    this.byKey.set(key, loss);
  }

  report(): LossReport {
    const losses = [...this.byKey.values()].sort(
      (one, other) =>
        lossKinds.indexOf(one.kind) - lossKinds.indexOf(other.kind) || byCodeUnits(one.reason, other.reason),
    );
    return { losses, total: losses.reduce((sum, { count }) => sum + count, 0) };
  }
}
