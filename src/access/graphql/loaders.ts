import DataLoader from 'dataloader';
import type { ActorId } from '../../platform/ids';
import type { AccessReader } from '../queries/access-reader';
import { ActorType } from './actor.type';

export type ActorLoader = DataLoader<ActorId, ActorType | null>;

/** The actors of one request, in one statement. */
export const actorLoader = (reader: AccessReader): ActorLoader =>
  new DataLoader(async (ids) => {
    const found = new Map((await reader.actors(ids)).map((actor) => [actor.id, new ActorType(actor)]));
    return ids.map((id) => found.get(id) ?? null);
  });
