export { Authenticator } from './queries/authenticator';
export { AccessReader } from './queries/access-reader';
export { openAccess } from './open-access';
export { keepTokens, keptTokens, newToken, TokensError } from './role-tokens';
export { runnerAuthority } from './runner-authority';
export { prepareAccess, systemPrincipal, type RoleToken } from './commands/prepare-access';
export { ActorEntity, ApiKeyEntity, RoleGrantEntity } from './persistence/access.entities';
