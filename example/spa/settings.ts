/**
 * The addresses the bundle is made for; the SPA's server puts them in when it bundles.
 */
declare const __ISSUER__: string;
declare const __API__: string;

/** The authorization server, with the slash at its end. */
export const ISSUER = __ISSUER__;
/** Where the API listens, without a slash at its end. */
export const API = __API__;
