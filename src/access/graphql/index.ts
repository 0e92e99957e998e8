export { AccessResolver, type AccessContext } from './access.resolver';
export { ActorFields } from './actor-fields.resolver';
export { ActorType } from './actor.type';
export { mustHoldAnywhere } from '../must-hold';
export { actorLoader, type ActorLoader } from './loaders';
