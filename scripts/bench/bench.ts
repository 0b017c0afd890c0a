// The bench: every case states its size and gives figures; nothing in the tests depends on time.
export interface Figure {
  /** What it was measured on, where a case measures several: a form of the site, a page, an amount of notes. */
  of?: string;
  metric: string;
  value: number;
  unit: string;
}
export interface BenchCase {
  /** Part of no other case's name: a case is chosen by it. */
  name: string;
  size: string;
  /** Takes many minutes: run only with `--large`, or by its whole name. */
  large?: boolean;
  /** One run is enough: it says the same each time, or takes its forms in turns over many minutes. */
  once?: boolean;
  run(): Figure[] | Promise<Figure[]>;
}

export interface Row extends Figure {
  name: string;
  size: string;
}
