import type { Interval } from '../../agreement/statistics';
import { unreachable } from '../../platform/result';
import type { Language, ReasonTree } from '../../taxonomy/domain';
import type { CheckResult } from './check-result';

const asPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const asChange = ({ lower, upper }: Interval): string => `${(-upper).toFixed(2)} to ${(-lower).toFixed(2)}`;

/**
 * What a failed check found, in a sentence for whoever is to see to it.
 *
 * @example sentenceOf(result, { tree, language: 'en' })
 * // 'Residual reasons under "Billing" took 23.1 % of 130 contacts, and may take 20.0 %.'
 */
export function sentenceOf(
  { kind, subject, reasonId, coderId, observed, limit, n, interval }: CheckResult,
  { tree, language }: { readonly tree: ReasonTree; readonly language: Language },
): string {
  const seen = observed ?? 0;
  const reason = reasonId === null ? undefined : tree.get(reasonId);
  const name = reason?.labels[language] ?? reason?.code;
  switch (kind) {
    case 'LINT':
      return `The version in force breaks the rule ${subject} ${seen === 1 ? 'once' : `${seen} times`}.`;
    case 'COMPLETENESS':
      return `Of ${n} contacts ${asPercent(seen)} came with a ${subject}, and ${asPercent(limit)} should.`;
    case 'VALIDITY':
      return `Of ${n} contacts with a ${subject} ${asPercent(seen)} had one that meant something then, and ${asPercent(limit)} should.`;
    case 'RESIDUAL_SHARE': {
      const where = name === undefined ? '' : ` under ${JSON.stringify(name)}`;
      return `Residual reasons${where} took ${asPercent(seen)} of ${n} contacts, and may take ${asPercent(limit)}.`;
    }
    case 'LABEL_SHARES':
      return `A coder gives reasons in other shares than in the four weeks before: ${seen.toFixed(3)} bits apart over ${n} contacts, more than ${limit} and than chance explains.`;
    case 'AGREEMENT_DRIFT': {
      const ofOne = coderId === null ? `on contacts of ${subject ?? 'all'}` : 'of a coder with others';
      const whose = name === undefined ? ofOne : `on ${JSON.stringify(name)}`;
      const limits = interval === null ? '' : ` (95 % ${asChange(interval)})`;
      return `Agreement ${whose} fell by ${(-seen).toFixed(2)}${limits} from audits of the twelve weeks before: ${n} contacts, and more than chance explains.`;
    }
    default:
      return unreachable(kind);
  }
}
