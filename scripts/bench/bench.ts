// The bench: every case states its size and gives figures; nothing in the tests depends on time.
export interface Figure {
  metric: string;
  value: number;
  unit: string;
}
export interface BenchCase {
  name: string;
  size: string;
  run(): Figure[] | Promise<Figure[]>;
}
