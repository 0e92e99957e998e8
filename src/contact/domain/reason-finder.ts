import type { ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { foldLabel } from '../../platform/text';
import {
  isActive,
  nameOfVersion,
  pilotFor,
  type PilotFacts,
  type PilotRecord,
  type ReasonState,
  type ReasonTree,
} from '../../taxonomy/domain';
import { shown, type ContactFaultCode } from './contact-fault';

/** A version, or under a number below zero a pilot, as contacts are coded with it. */
export interface CodingVersion {
  readonly number: number;
  readonly effectiveFrom: Date;
  readonly tree: ReasonTree;
}

/** A pilot as contacts are coded with it. */
export interface CodingPilot
  extends CodingVersion, Pick<PilotRecord, 'scope' | 'startsAt' | 'endsAt' | 'endedAt'> {}

export interface UnfoundReason {
  readonly code: Extract<
    ContactFaultCode,
    'UNKNOWN_REASON' | 'REASON_NOT_IN_VERSION' | 'RETIRED_REASON' | 'NOT_A_LEAF'
  >;
  readonly observed: string;
  readonly expected: string;
}

type Found = Result<ReasonId, UnfoundReason>;
interface FoundReasons {
  readonly codes: Map<string, Found>;
  readonly paths: Map<string, Found>;
}
type Unlocated = (code: UnfoundReason['code'], expected: string) => Found;

const pathSeparator = ' > ';
const longestChain = 50;

/**
 * What the codes and paths of contacts mean in the version in force when they took place. A code that an older version
 * published means its reason for ever; a reason that has been retired stands for the one that the version names as its only
 * successor, and so on. Where several are named nobody can say which, and where the reason has choices below it none was
 * made.
 */
export class ReasonFinder {
  private readonly newestFirst: readonly CodingVersion[];
  private readonly found = new Map<CodingVersion, FoundReasons>();

  constructor(
    versions: readonly CodingVersion[],
    private readonly reservedCodes: ReadonlyMap<string, ReasonId>,
    private readonly pilots: readonly CodingPilot[] = [],
  ) {
    this.newestFirst = versions.toSorted((one, other) => other.number - one.number);
  }

  /** A pilot first, where one claims contacts of which this is known. */
  versionAt(
    moment: Date,
    facts: PilotFacts = { department: null, channel: null, coder: null },
  ): CodingVersion | null {
    const pilot = this.pilots.length === 0 ? null : pilotFor(this.pilots, facts, moment);
    if (pilot !== null) return pilot;
    return this.newestFirst.find(({ effectiveFrom }) => effectiveFrom <= moment) ?? null;
  }

  /** The reason that a code, or a path of labels, stands for in a version. */
  find(given: string | readonly string[], version: CodingVersion): Found {
    const known = this.foundIn(version);
    const isCode = typeof given === 'string';
    const found = isCode ? known.codes : known.paths;
    const key = isCode ? given : given.join('\n');
    const earlier = found.get(key);
    if (earlier !== undefined) return earlier;
    const now = this.lookUp(given, version);
    found.set(key, now);
    return now;
  }

  private foundIn(version: CodingVersion): FoundReasons {
    const known = this.found.get(version);
    if (known !== undefined) return known;
    const none = { codes: new Map<string, Found>(), paths: new Map<string, Found>() };
    this.found.set(version, none);
    return none;
  }

  private lookUp(given: string | readonly string[], version: CodingVersion): Found {
    const observed = shown(typeof given === 'string' ? given : given.join(pathSeparator));
    const unfound: Unlocated = (code, expected) => err({ code, observed, expected });
    const id = typeof given === 'string' ? this.byCode(given, version) : this.byPath(given, version);
    const name = nameOfVersion(version.number);
    if (id === null)
      return unfound('UNKNOWN_REASON', `a ${typeof given === 'string' ? 'code' : 'path'} of ${name}`);
    const reason = version.tree.get(id);
    if (reason === undefined)
      return unfound('REASON_NOT_IN_VERSION', `a reason of ${name}, which was in force then`);
    return successorOf(reason, version, unfound);
  }

  private byCode(code: string, { tree }: CodingVersion): ReasonId | null {
    return this.reservedCodes.get(code) ?? tree.holderOf(code)?.id ?? null;
  }

  private byPath(path: readonly string[], { tree }: CodingVersion): ReasonId | null {
    const known = pathsByTree.get(tree) ?? pathsOf(tree);
    pathsByTree.set(tree, known);
    return known.get(folded(path)) ?? null;
  }
}

function successorOf(first: ReasonState, version: CodingVersion, unfound: Unlocated): Found {
  const { tree, number } = version;
  let reason = first;
  for (let step = 0; step < longestChain && !isActive(reason); step += 1) {
    const targets = reason.retirement?.associations ?? [];
    const [only, ...others] = targets;
    const isCertain = only?.kind === 'SAME_AS' || only?.kind === 'REPLACED_BY';
    const next = only === undefined || !isCertain || others.length > 0 ? undefined : tree.get(only.targetId);
    if (next === undefined) {
      const codes = targets.map(({ targetId }) => tree.get(targetId)?.code ?? targetId).join(', ');
      const named = codes === '' ? 'names no successor' : `may be ${codes}`;
      return unfound(
        'RETIRED_REASON',
        `a reason of ${nameOfVersion(number)}, in which this one is retired and ${named}`,
      );
    }
    reason = next;
  }
  if (tree.children(reason.id).length === 0) return ok(reason.id);
  return unfound('NOT_A_LEAF', `one of the reasons below ${reason.code}`);
}

/** A tree never changes. */
const pathsByTree = new WeakMap<ReasonTree, ReadonlyMap<string, ReasonId>>();

const folded = (path: readonly string[]): string => path.map(foldLabel).join('\n');

/** Every path in every language; of an active reason before that of a retired one of the same name. */
function pathsOf(tree: ReasonTree): ReadonlyMap<string, ReasonId> {
  const paths = new Map<string, ReasonId>();
  const reasons = tree.depthFirst('ALL');
  for (const reason of [...reasons.filter((one) => !isActive(one)), ...reasons.filter(isActive)]) {
    const path = tree.path(reason.id);
    for (const language of Object.keys(reason.labels)) {
      const labels = path.map(({ labels: texts }) => texts[language] ?? Object.values(texts)[0] ?? '');
      paths.set(folded(labels), reason.id);
    }
  }
  return paths;
}
