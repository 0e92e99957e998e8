export { Authenticator, type SignInByProvider } from './queries/authenticator';
export { IdentityProvider, type IdentityProviderSettings } from './identity-provider';
export { recogniseIdentity } from './commands/identity-commands';
export { AccessReader } from './queries/access-reader';
export { openAccess } from './open-access';
export { newToken, TokensError } from './role-tokens';
export { runnerAuthority } from './runner-authority';
export { prepareAccess, systemPrincipal, type RoleToken } from './commands/prepare-access';
export { ActorEntity, ApiKeyEntity, IdentityEntity, RoleGrantEntity } from './persistence/access.entities';
