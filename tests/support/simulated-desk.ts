import { seededRandom, type RandomSource } from '../../src/agreement/statistics';
import { add, crossTable, type Day } from '../../src/figures/domain';
import type { ReasonId } from '../../src/platform/ids';
import type { CodingPattern, GroupedResolution, SuggestionScene } from '../../src/suggestion/domain';
import { newReason, ReasonTree, type ReasonState } from '../../src/taxonomy/domain';

/** What is true of a reason of a simulated desk. */
export type Truth =
  | 'HEALTHY'
  /** Hardly used any more. */
  | 'DYING'
  /** Used in two months of the year. */
  | 'SEASONAL'
  /** The same work as another reason, under another name. */
  | 'DUPLICATE'
  /** Mixed up with another reason by everybody, and different work. */
  | 'OVERLAPPING'
  /** Mixed up with another reason by one coder alone. */
  | 'MISREAD'
  /** Two kinds of work, by channel. */
  | 'TOO_BROAD';

export interface PlantedReason {
  readonly id: ReasonId;
  readonly truth: Truth;
  /** Of a pair; null: it is alone. */
  readonly partner: ReasonId | null;
}

export interface SimulatedDesk {
  readonly scene: SuggestionScene;
  readonly planted: readonly PlantedReason[];
}

export interface DeskWish {
  readonly seed: number;
  /** Contacts of a year. */
  readonly contacts?: number;
  /** Contacts coded by two people. */
  readonly doubleCoded?: number;
  /** Months in which there are contacts, from the first on; 12 is the whole year. */
  readonly monthsWithData?: number;
}

const menus = 6;
const coders = 8;
const resolutionCodes = ['FIXED', 'EXPLAINED', 'REFUNDED', 'FORWARDED', 'REFUSED'];
const months: readonly Day[] = Array.from(
  { length: 12 },
  (_, at) => `2025-${String(at + 1).padStart(2, '0')}-01`,
);

const idOf = <Kind extends string>(prefix: string, at: number) =>
  `${prefix}${String(at).padStart(4, '0')}-0000-7000-8000-000000000000` as string & { readonly __kind: Kind };

/**
 * A year of a desk with 36 leaves in 6 menus, of which some are planted: two that die, one of a season, two pairs that are
 * one, two pairs that overlap, one pair that one coder misreads, and one that is too broad. The rest is healthy: mixed up
 * with siblings now and then, each resolved in its own way. The same seed makes the same desk.
 */
export function simulatedDesk({
  seed,
  contacts = 60_000,
  doubleCoded = 4_000,
  monthsWithData = 12,
}: DeskWish): SimulatedDesk {
  const random = seededRandom(seed);
  const tree = deskTree();
  const planted = plant(
    tree.leaves().map(({ id }) => id),
    random,
  );
  const profiles = profilesOf(planted, random);
  const volumes = volumesOf(planted, random);
  const seen = months.slice(0, monthsWithData);
  const use = useOf({ planted, profiles, volumes, seen, contacts, random });
  const codings = {
    basis: 'AUDIT' as const,
    patterns: doubleCodings({ tree, planted, volumes, doubleCoded, random }),
  };
  const scene: SuggestionScene = {
    ...{ tree, ownership: 'ONE_ACCOUNTABLE', departments: new Map(), openSessions: [], adjudicated: [] },
    owners: () => ({ accountable: idOf<'Department'>('dddd', 1), responsible: [] }),
    ...{ use, codings },
  };
  return { scene, planted };
}

function deskTree(): ReasonTree {
  const states: ReasonState[] = [];
  for (let menu = 0; menu < menus; menu += 1) {
    const parentId = idOf<'Reason'>('aaaa', menu);
    states.push(made(parentId, null, `menu-${menu}`));
    for (let leaf = 0; leaf < 6; leaf += 1)
      states.push(made(idOf<'Reason'>('bbbb', menu * 6 + leaf), parentId, `leaf-${menu}-${leaf}`));
  }
  return ReasonTree.of(states);
}

const made = (id: ReasonId, parentId: ReasonId | null, code: string): ReasonState =>
  newReason({ id, code, parentId, rank: code, labels: { en: code } });

/** Pairs stand in one menu, since that is where coders mix things up. */
function plant(leaves: readonly ReasonId[], random: RandomSource): readonly PlantedReason[] {
  const order = Array.from({ length: menus }, (_, menu) => menu)
    .map((menu) => ({ menu, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ menu }) => menu);
  const leaf = (place: number, at: number): ReasonId => leaves[(order[place] ?? 0) * 6 + at] as ReasonId;
  const planted = new Map<ReasonId, PlantedReason>(
    leaves.map((id) => [id, { id, truth: 'HEALTHY', partner: null }]),
  );
  const one = (id: ReasonId, truth: Truth): unknown => planted.set(id, { id, truth, partner: null });
  const pair = (id: ReasonId, partner: ReasonId, truth: Truth): void => {
    planted.set(id, { id, truth, partner });
    planted.set(partner, { id: partner, truth, partner: id });
  };
  pair(leaf(0, 0), leaf(0, 1), 'DUPLICATE');
  pair(leaf(1, 0), leaf(1, 1), 'DUPLICATE');
  pair(leaf(2, 0), leaf(2, 1), 'OVERLAPPING');
  pair(leaf(3, 0), leaf(3, 1), 'OVERLAPPING');
  pair(leaf(4, 0), leaf(4, 1), 'MISREAD');
  one(leaf(5, 0), 'TOO_BROAD');
  one(leaf(0, 5), 'DYING');
  one(leaf(1, 5), 'DYING');
  one(leaf(2, 5), 'SEASONAL');
  return [...planted.values()];
}

type Profiles = ReadonlyMap<ReasonId, readonly number[]>;

/** Shares of the resolutions: a healthy reason has one that is the usual, a duplicate that of its partner. */
function profilesOf(planted: readonly PlantedReason[], random: RandomSource): Profiles {
  const profiles = new Map<ReasonId, readonly number[]>();
  for (const { id, truth, partner } of planted) {
    const known = partner === null ? undefined : profiles.get(partner);
    const usual = Math.floor(random() * resolutionCodes.length);
    const other = (usual + 1 + Math.floor(random() * (resolutionCodes.length - 1))) % resolutionCodes.length;
    const apart =
      known === undefined
        ? usual
        : (known.indexOf(Math.max(...known)) + 1 + Math.floor(random() * 3)) % resolutionCodes.length;
    if (truth === 'DUPLICATE' && known !== undefined) profiles.set(id, known);
    else profiles.set(id, peaked(known === undefined ? usual : apart, other));
  }
  return profiles;
}

const peaked = (usual: number, other: number): readonly number[] =>
  resolutionCodes.map((_, at) => (at === usual ? 0.72 : at === other ? 0.13 : 0.05));

/** Zipf-like among the healthy; a pair has its good share, the dying hardly any. */
function volumesOf(planted: readonly PlantedReason[], random: RandomSource): ReadonlyMap<ReasonId, number> {
  const volumes = new Map<ReasonId, number>();
  for (const { id, truth } of planted) {
    const healthy = 0.5 + 2 / (1 + Math.floor(random() * 8));
    const weight: Readonly<Record<Truth, number>> = {
      ...{ HEALTHY: healthy, DYING: 0.008, SEASONAL: 0.03, DUPLICATE: 1.2, OVERLAPPING: 1.2 },
      ...{ MISREAD: 1.2, TOO_BROAD: 5 },
    };
    volumes.set(id, weight[truth]);
  }
  const total = [...volumes.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...volumes].map(([id, weight]) => [id, weight / total]));
}

interface UseWish {
  readonly planted: readonly PlantedReason[];
  readonly profiles: Profiles;
  readonly volumes: ReadonlyMap<ReasonId, number>;
  readonly seen: readonly Day[];
  readonly contacts: number;
  readonly random: RandomSource;
}

function useOf({ planted, profiles, volumes, seen, contacts, random }: UseWish): SuggestionScene['use'] {
  const byReason = new Map<ReasonId, Map<Day, number>>();
  const totals = new Map<Day, number>();
  const cells: { row: ReasonId; column: string; count: number }[] = [];
  const groups: GroupedResolution[] = [];
  for (const { id, truth } of planted) {
    const middle = seen[Math.floor(seen.length / 2)] ?? '';
    for (const month of seen) {
      const season = truth !== 'SEASONAL' ? 1 : month.endsWith('-06-01') || month.endsWith('-07-01') ? 6 : 0;
      const mean = ((volumes.get(id) ?? 0) * contacts * season) / 12;
      const count = poisson(mean, random);
      if (count === 0) continue;
      const own = byReason.get(id) ?? new Map<Day, number>();
      byReason.set(id, own);
      add(own, month, count);
      add(totals, month, count);
      for (const [at, channel] of ['PHONE', 'CHAT'].entries()) {
        const shares = truth === 'TOO_BROAD' ? peaked(at === 0 ? 0 : 2, 4) : (profiles.get(id) ?? []);
        for (const [code, share] of shares.entries()) {
          const resolved = poisson((count * share) / 2, random);
          const resolution = resolutionCodes[code] ?? '';
          if (resolved === 0) continue;
          cells.push({ row: id, column: resolution, count: resolved });
          groups.push({
            reason: id,
            dimension: 'CHANNEL',
            value: channel,
            resolution,
            half: month < middle ? 'EARLIER' : 'LATER',
            contacts: resolved,
          });
        }
      }
    }
  }
  return {
    ...{ from: '2025-01-01', until: '2026-01-01', byReason, listedSince: new Map(), groups },
    months: [...totals].sort().map(([month, count]) => ({ month, contacts: count })),
    ...{ resolutions: crossTable(cells), departments: crossTable([]) },
  };
}

function poisson(mean: number, random: RandomSource): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

interface CodingWish {
  readonly tree: ReasonTree;
  readonly planted: readonly PlantedReason[];
  readonly volumes: ReadonlyMap<ReasonId, number>;
  readonly doubleCoded: number;
  readonly random: RandomSource;
}

/** Half drawn by volume and half evenly over the reasons, each contact coded by two of the coders. */
function doubleCodings({
  tree,
  planted,
  volumes,
  doubleCoded,
  random,
}: CodingWish): readonly CodingPattern[] {
  const bad = Math.floor(random() * coders);
  const patterns = new Map<string, { codes: CodingPattern['codes']; contacts: number }>();
  for (let contact = 0; contact < doubleCoded; contact += 1) {
    const reason =
      contact % 2 === 0 ? byVolume(planted, volumes, random) : planted[Math.floor(random() * planted.length)];
    if (reason === undefined) continue;
    const first = Math.floor(random() * coders);
    const second = (first + 1 + Math.floor(random() * (coders - 1))) % coders;
    const codes = [first, second].map((coder) => ({
      coderId: idOf<'Coder'>('cccc', coder),
      reasonId: codedAs(reason, { tree, isBad: coder === bad, random }),
    }));
    const key = JSON.stringify(codes);
    patterns.set(key, { codes, contacts: (patterns.get(key)?.contacts ?? 0) + 1 });
  }
  return [...patterns.values()];
}

function byVolume(
  planted: readonly PlantedReason[],
  volumes: ReadonlyMap<ReasonId, number>,
  random: RandomSource,
): PlantedReason | undefined {
  let left = random();
  return planted.find(({ id }) => (left -= volumes.get(id) ?? 0) < 0);
}

/** How often a coder takes the partner for the reason. */
function mixing({ truth }: PlantedReason, isBad: boolean): number {
  if (truth === 'DUPLICATE') return 0.5;
  if (truth === 'OVERLAPPING') return 0.3;
  return truth === 'MISREAD' && isBad ? 1 : 0;
}

function codedAs(
  reason: PlantedReason,
  {
    tree,
    isBad,
    random,
  }: { readonly tree: ReasonTree; readonly isBad: boolean; readonly random: RandomSource },
): ReasonId {
  if (reason.partner !== null && random() < mixing(reason, isBad)) return reason.partner;
  if (random() >= 0.08) return reason.id;
  const siblings = tree.children(tree.get(reason.id)?.parentId ?? null);
  return siblings[Math.floor(random() * siblings.length)]?.id ?? reason.id;
}
