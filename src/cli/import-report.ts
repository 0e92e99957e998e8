import type { DraftOutlook, ImportFinding, ImportSummary } from '../exchange/domain';

/** The answer of the service to an import, or a line of it on the way. */
export interface ImportResult {
  readonly phase?: string;
  readonly total?: number;
  readonly dryRun?: boolean;
  readonly draft?: { readonly id: string; readonly head: number } | null;
  readonly summary?: ImportSummary;
  readonly findings?: {
    readonly warnings: number;
    readonly infos: number;
    readonly listed: readonly ImportFinding[];
  };
  readonly outlook?: DraftOutlook;
  readonly operationCount?: number;
  readonly operations?: readonly {
    readonly kind: string;
    readonly code: string | null;
    readonly label: string | null;
    readonly detail: string | null;
  }[];
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly faults?: readonly ImportFinding[];
    readonly total?: number;
  };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const maxShown = 20;

/** Tells a person what became of their file: what it made, what is to be looked at, with places as editors know them. */
export function printImport(result: ImportResult, file: string): void {
  const lines = result.problem === undefined ? takenLines(result, file) : refusedLines(result.problem, file);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function refusedLines(problem: NonNullable<ImportResult['problem']>, file: string): readonly string[] {
  const { faults, total = 0 } = problem;
  if (faults === undefined) return [`${problem.code}: ${problem.message}`];
  return [`${total} ${total === 1 ? 'fault' : 'faults'} in ${file}:`, ...findingLines(faults, file, total)];
}

function takenLines(result: ImportResult, file: string): readonly string[] {
  const { findings, outlook, draft = null, dryRun = false } = result;
  const warnings = findings?.listed.filter(({ severity }) => severity === 'WARNING') ?? [];
  const infos = findings?.listed.filter(({ severity }) => severity === 'INFO') ?? [];
  const isNothing = dryRun ? result.operationCount === 0 : draft === null;
  return [
    ...findingLines(infos, file, findings?.infos ?? 0),
    ...findingLines(warnings, file, findings?.warnings ?? 0),
    ...summaryLines(result.summary),
    ...operationLines(result),
    ...outlookLines(outlook),
    isNothing ? 'Nothing to do: the taxonomy has all of this already.' : doneLine(draft, dryRun),
  ];
}

function findingLines(findings: readonly ImportFinding[], file: string, total: number): readonly string[] {
  const shown = findings.slice(0, maxShown).map(({ code, line, column, message, severity }) => {
    const place = [file, line, line === null ? null : column].filter((part) => part !== null).join(':');
    return `${place}: ${severity.toLowerCase()} ${code}: ${message}`;
  });
  return total > shown.length ? [...shown, `... and ${total - shown.length} more`] : shown;
}

function summaryLines(summary: ImportSummary | undefined): readonly string[] {
  if (summary === undefined) return [];
  const { entries, ...counts } = summary;
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    `${entries} reasons listed: ${told.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing'}`,
  ];
}

function operationLines({ operations = [], operationCount = 0 }: ImportResult): readonly string[] {
  const shown = operations
    .slice(0, maxShown)
    .map(
      ({ kind, code, label, detail }) =>
        `  ${[kind, code, label, detail].filter((part) => part !== null).join(' · ')}`,
    );
  return operationCount > shown.length
    ? [...shown, `  ... and ${operationCount - shown.length} more`]
    : shown;
}

function outlookLines(outlook: DraftOutlook | undefined): readonly string[] {
  if (outlook === undefined) return [];
  const counts = outlook.counts.map(
    ({ rule, severity, total }) => `${total} ${rule} (${severity.toLowerCase()})`,
  );
  const blocking = outlook.findings.filter(({ severity }) => severity === 'BLOCKING').slice(0, maxShown);
  return [
    ...(counts.length === 0 ? [] : [`Findings of the draft: ${counts.join(', ')}`]),
    ...blocking.map(({ rule, message }) => `  blocks: ${rule}: ${message}`),
  ];
}

function doneLine(draft: { readonly id: string; readonly head: number } | null, dryRun: boolean): string {
  if (dryRun || draft === null) return 'A dry run: nothing was written.';
  return `Draft ${draft.id} at head ${draft.head}.`;
}
