import { jackknife, shareInterval, wilsonInterval, type ReportInterval } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { AgreementShare } from './coder-agreement';
import type { SessionCoding, SessionData } from './session-data';

/** How a model coded beside the people of a session. */
export interface ModelAgreement {
  readonly coderId: string;
  /** Mean over items of the share of people who chose the same reason as the model. */
  readonly withPeople: AgreementShare;
  /** On each reason that the model or one of the people chose on an item that both coded, in the order of the tree. */
  readonly reasons: readonly ModelReasonAgreement[];
}

export interface ModelReasonAgreement {
  readonly reasonId: ReasonId;
  /** Items on which the model or one of the people chose it. */
  readonly items: number;
  /** Specific agreement, 0..1: of the choices of it, the model's and the people's, those that met. */
  readonly agreement: number | null;
  readonly interval: ReportInterval | null;
}

interface Item {
  readonly model: ReasonId;
  /** By reason the share of people that chose it. */
  readonly people: ReadonlyMap<ReasonId, number>;
}

/**
 * Each model of a session against its people, other models left out: over all and on each reason. An item counts once, however
 * many people coded it.
 *
 * @example modelAgreements(session, 0)[0].reasons[0] // { reasonId, items: 12, agreement: 0.83, interval: { ... } }
 */
export function modelAgreements(session: SessionData, content: number): readonly ModelAgreement[] {
  const codings = session.codings.filter((coding) => coding.content === content);
  const people = new Set(session.coders.filter(({ kind }) => kind !== 'MODEL').map(({ id }) => id));
  const leaves = session.contents[content]?.tree.leaves() ?? [];
  return session.coders
    .filter(({ kind }) => kind === 'MODEL')
    .map(({ id: coderId }) => {
      const items = itemsOf(codings, { coderId, people });
      const shares = items.map(({ model, people: own }) => own.get(model) ?? 0);
      return {
        coderId,
        withPeople: meanOf(shares),
        reasons: leaves.flatMap(({ id }) => reasonAgreement(items, id) ?? []),
      };
    });
}

function itemsOf(
  codings: readonly SessionCoding[],
  { coderId, people }: { readonly coderId: string; readonly people: ReadonlySet<string> },
): readonly Item[] {
  const byItem = new Map<string, { model: ReasonId | null; readonly people: ReasonId[] }>();
  for (const { itemId, coderId: own, reasonId } of codings) {
    if (reasonId === null) continue;
    const item = byItem.get(itemId) ?? { model: null, people: [] };
    if (own === coderId) item.model = reasonId;
    else if (people.has(own)) item.people.push(reasonId);
    byItem.set(itemId, item);
  }
  return [...byItem.values()].flatMap(({ model, people: chosen }) =>
    model === null || chosen.length === 0 ? [] : [{ model, people: sharesOf(chosen) }],
  );
}

function sharesOf(chosen: readonly ReasonId[]): ReadonlyMap<ReasonId, number> {
  const shares = new Map<ReasonId, number>();
  for (const reason of chosen) shares.set(reason, (shares.get(reason) ?? 0) + 1 / chosen.length);
  return shares;
}

function meanOf(shares: readonly number[]): AgreementShare {
  const items = shares.length;
  if (items === 0) return { value: null, interval: null, items };
  const sum = total(shares);
  return { value: sum / items, interval: { ...wilsonInterval(sum, items), method: 'wilson' }, items };
}

function reasonAgreement(items: readonly Item[], reasonId: ReasonId): ModelReasonAgreement | null {
  const touching = items.flatMap(({ model, people }) => {
    const [own, others] = [model === reasonId ? 1 : 0, people.get(reasonId) ?? 0];
    return own + others === 0 ? [] : [{ met: 2 * own * others, chosen: own + others }];
  });
  if (touching.length === 0) return null;
  const [met, chosen] = [total(touching.map((one) => one.met)), total(touching.map((one) => one.chosen))];
  const without = touching.map((one) => ({
    value: touching.length < 2 ? null : (met - one.met) / (chosen - one.chosen),
    times: 1,
  }));
  const value = met / chosen;
  const { standardError } = jackknife(without);
  const interval = shareInterval({ value, standardError, units: touching.length });
  return { reasonId, items: touching.length, agreement: value, interval };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
