import { isValidAt, type ResolutionRecord } from './resolution';

/** What a code is to a contact of a moment. */
export type ResolutionStanding =
  | { readonly standing: 'VALID'; readonly resolution: ResolutionRecord }
  /** It is a code of the taxonomy, but was not to be given then. */
  | { readonly standing: 'NOT_VALID_THEN'; readonly resolution: ResolutionRecord }
  | { readonly standing: 'UNKNOWN'; readonly resolution: null };

/** All resolution codes of one taxonomy, at hand for as many contacts as there are. */
export class ResolutionList {
  private readonly byCode: ReadonlyMap<string, ResolutionRecord>;

  private constructor(readonly all: readonly ResolutionRecord[]) {
    this.byCode = new Map(all.map((resolution) => [resolution.code, resolution]));
  }

  static of(resolutions: readonly ResolutionRecord[]): ResolutionList {
    return new ResolutionList(resolutions);
  }

  get(code: string): ResolutionRecord | null {
    return this.byCode.get(code) ?? null;
  }

  /**
   * What a code, in its exact spelling, is to a contact of a moment.
   *
   * @example list.standingOf('FIXED', now).standing // 'VALID'
   */
  standingOf(code: string, at: Date): ResolutionStanding {
    const resolution = this.get(code);
    if (resolution === null) return { standing: 'UNKNOWN', resolution };
    return { standing: isValidAt(resolution, at) ? 'VALID' : 'NOT_VALID_THEN', resolution };
  }

  validAt(at: Date): readonly ResolutionRecord[] {
    return this.all.filter((resolution) => isValidAt(resolution, at));
  }
}
