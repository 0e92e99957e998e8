import type { DataSource } from 'typeorm';
import type { ActorId } from '../../platform/ids';
import type { ActorKind } from '../domain';
import { AccessRepository } from '../persistence/access.repository';

export interface ActorRecord {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly name: string;
  readonly createdAt: Date;
}

/** What is asked of actors. */
export class AccessReader {
  private readonly rows: AccessRepository;

  constructor(dataSource: DataSource) {
    this.rows = new AccessRepository(dataSource.manager);
  }

  actors(ids: readonly ActorId[]): Promise<readonly ActorRecord[]> {
    return this.rows.actors(ids);
  }
}
