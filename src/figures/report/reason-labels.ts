import type { ReasonId } from '../../platform/ids';
import type { PeriodReport } from '../queries/period-report';

/** In the first language of the taxonomy, or in any that the reason has, with the one above it. */
export function reasonLabels({ stated, taxonomy }: PeriodReport): (id: ReasonId) => string {
  const labelOf = (id: ReasonId): string => {
    const state = stated.tree.get(id);
    if (state === undefined) return id;
    const language = taxonomy.languages.find((known) => state.labels[known] !== undefined);
    return (language === undefined ? undefined : state.labels[language]) ?? state.code;
  };
  return (id) => {
    const above = stated.tree.get(id)?.parentId ?? null;
    return above === null ? labelOf(id) : `${labelOf(above)} › ${labelOf(id)}`;
  };
}
