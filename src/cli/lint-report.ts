/** What `lint` answers, all pages of it. */
export interface LintedReport {
  readonly blocking: number;
  readonly warnings: number;
  readonly waived: number;
  readonly counts: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly total: number;
    readonly waived: number;
    readonly listed: number;
  }[];
  readonly findings: readonly LintedFinding[];
}

interface LintedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly language: string | null;
  readonly observed: string;
  readonly limit: string | null;
  readonly message: string;
  readonly waiver: { readonly because: string; readonly expiresAt: string } | null;
}

/** A line for each finding, as compilers write them, and the sums at the end. */
export function lintLines({ findings, counts, blocking, warnings, waived }: LintedReport): readonly string[] {
  const sums = counts.map((count) => {
    const letPass = count.waived === 0 ? '' : `, ${count.waived} of them waived`;
    const unlisted = count.total > count.listed ? `, the first ${count.listed} listed` : '';
    return `  ${count.rule} (${count.severity}): ${count.total}${letPass}${unlisted}`;
  });
  return [...findings.map(lineOf), `${blocking} blocking, ${warnings} warnings, ${waived} waived`, ...sums];
}

function lineOf({ rule, severity, reasons, message, waiver }: LintedFinding): string {
  const where = reasons[0]?.code ?? '(root)';
  const weight =
    waiver === null ? severity.toLowerCase() : `waived until ${waiver.expiresAt} (${waiver.because})`;
  return `${where}: ${weight}: ${rule}: ${message}`;
}
