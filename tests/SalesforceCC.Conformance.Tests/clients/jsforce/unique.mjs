/** A text that no other step has used. */
export const unique = () => `jsforce-${process.hrtime.bigint()}`;
