/**
 * A type that is declared further down, or is the one being declared: named in this way it is not looked up while the
 * decorators of the class run, when it does not exist yet.
 */
export type Later<Type> = Type;
