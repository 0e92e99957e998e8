import { globalId } from '../../platform/graphql/global-id';
import type { Problem } from '../../platform/problem';
import type { ImportOutcome } from '../commands/import-taxonomy';
import type { ImportFindingReport } from '../domain';
import type { ImportPreview } from '../queries/import-preview';

/** An answer over HTTP: its status and its JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object;
}

/** The answer of an import: the draft it opened, if any, and what is to be said of file and draft. */
export const importAnswer = ({ draft, summary, findings, outlook }: ImportOutcome): HttpAnswer => ({
  status: draft === null ? 200 : 201,
  body: {
    dryRun: false,
    draft: draft === null ? null : { id: globalId('Draft', draft.draftId), head: draft.head },
    summary,
    findings: shown(findings),
    outlook,
  },
});

export const previewAnswer = (preview: ImportPreview): HttpAnswer => ({
  status: 200,
  body: { dryRun: true, draft: null, ...preview, findings: shown(preview.findings) },
});

const shown = ({ findings, warnings, infos }: ImportFindingReport) => ({ warnings, infos, listed: findings });

/** A refusal: 404 for what is not there, 409 for a base that is stale, 422 for a file that cannot be. */
export function problemAnswer(problem: Problem): HttpAnswer {
  const status = problem.code === 'NOT_FOUND' ? 404 : problem.code === 'STALE_BASE' ? 409 : 422;
  return { status, body: { problem } };
}
