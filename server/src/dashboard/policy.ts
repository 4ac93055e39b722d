/**
 * The policy of the dashboard's page (CSP 3): scripts, styles and answers of its own origin, and no text that becomes a script
 * (Trusted Types). What closes it to frames and forms is added by openness.ts.
 */

export const DASHBOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  // It asks out of sight whether somebody is signed in.
  "frame-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
