export type Signed = never;
