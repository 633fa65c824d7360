// Keeps a name whole inside a sentence that comes as one text, whatever direction either has.

/** The name between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
