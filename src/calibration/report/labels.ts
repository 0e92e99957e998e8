import type { ReasonId } from '../../platform/ids';
import type { SessionData } from '../domain/results/session-data';

/** What reasons and items are called on the page. */
export interface Labels {
  reason(id: ReasonId): string;
  item(id: string): string;
}

/** In the first language of the taxonomy, or in any that the reason has, with its code. */
export function labelsOf({ contents, languages, items }: SessionData, content: number): Labels {
  const tree = contents[content]?.tree;
  const names = new Map(items.map(({ id, label }) => [id, label]));
  return {
    reason: (id) => {
      const state = tree?.get(id);
      if (state === undefined) return id;
      const language = languages.find((known) => state.labels[known] !== undefined);
      const label = language === undefined ? undefined : state.labels[language];
      return label === undefined ? state.code : `${label} (${state.code})`;
    },
    item: (id) => names.get(id) ?? id,
  };
}
