/** One table of `npm run bench`. */
export type BenchRow = {
  readonly what: string;
  /** With its unit: "1.13", "412 KB", "93 ms (2.1 × the bare handler)". */
  readonly figure: string;
  /** What it ought to be, when something is asked of it; `met` then says whether it is. */
  readonly goal?: string;
  readonly met?: boolean;
};

export type BenchSection = { readonly title: string; readonly rows: readonly BenchRow[] };
