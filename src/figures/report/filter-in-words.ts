import type { LocalizedText } from '../../taxonomy/domain';
import type { PeriodReport } from '../queries/period-report';

/**
 * Which contacts alone a page is about, as a sentence; null where it is about all.
 *
 * @example filterInWords({ question: { filter: { channels: ['PHONE'], ... } }, ... })
 * // 'Only contacts that came by Phone.'
 */
export function filterInWords({ taxonomy, question, departments }: PeriodReport): string | null {
  const { channels, segments, versions, departments: ids } = question.filter;
  const nameOf = (text: LocalizedText | undefined, code: string): string => {
    const name = taxonomy.languages.map((language) => text?.[language]).find((known) => known !== undefined);
    return name === undefined || name === code ? code : `${name} (${code})`;
  };
  const channelOf = (code: string): string =>
    nameOf(taxonomy.channels.find((channel) => channel.code === code)?.labels, code);
  const departmentOf = (id: string): string => {
    const found = departments.find((department) => department.id === id);
    return found === undefined ? id : nameOf(found.name, found.code);
  };
  const parts = [
    part('that came by', known(channels)?.map(channelOf)),
    part('of customers in the segment', known(segments)),
    part('that were handled by', known(ids)?.map(departmentOf)),
    part('that were coded in version', versions?.map(String)),
  ].flatMap((one) => one ?? []);
  return parts.length === 0 ? null : `Only contacts ${parts.join(', ')}.`;
}

const known = <Value>(values: readonly (Value | null)[] | null): readonly Value[] | undefined =>
  values?.flatMap((value) => value ?? []);

const part = (before: string, values: readonly string[] | undefined): string | null =>
  values === undefined ? null : `${before} ${values.join(' or ')}`;
