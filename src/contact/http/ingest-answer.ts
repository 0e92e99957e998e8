import { globalId } from '../../platform/graphql/global-id';
import type { Problem } from '../../platform/problem';
import type { IngestJobRecord } from '../domain';

/** A job as it is told over HTTP, with where its rejected rows are. */
export const jobAnswer = (job: IngestJobRecord) => {
  const { id, fileName, state, rows, added, corrected, unchanged, rejected, unmapped } = job;
  const shownId = globalId('IngestJob', id);
  return {
    ...{ id: shownId, fileName, state, rows, added, corrected, unchanged, rejected, unmapped },
    rejections: `/v1/ingest-jobs/${shownId}/rejections`,
  };
};

/** 404 for what is not there, 409 where another upload went on, 422 for a file or mapping that cannot be. */
export const statusOfProblem = ({ code }: Problem): number =>
  code === 'NOT_FOUND' ? 404 : code === 'INGEST_MOVED_ON' ? 409 : 422;
