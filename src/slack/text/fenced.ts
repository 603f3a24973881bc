type Part = { readonly code: boolean; readonly text: string };

/** Text cut at its ``` blocks. One that is never closed, or that holds nothing, is text. */
export const fenced = (text: string): Part[] =>
  text
    .split(/```(?!\s*```)([\s\S]+?)```/)
    .map((part, index) =>
      index % 2 === 1 ? { code: true, text: part.replace(/^\n|\n$/g, '') } : { code: false, text: part },
    );
