// What briefing/html/deck.py and briefing/html/map.py write into a deck as JSON, for the type checker alone.

/** Words, and the address that they lead to or "". */
type Cell = [words: string, url: string];
/** A report: what it is called, its publisher, its date in words, its address or "", and the day on which it was read. */
type Cited = [words: string, publisher: string, when: string, url: string, read: string];
type Reports = Record<string, Cited>;

interface ProseBlock {
  kind: "prose";
  heading: string;
  paragraphs: string[];
  points: Cell[];
  large: boolean;
}
interface TableBlock {
  kind: "table";
  headings: string[];
  rows: Cell[][];
  shares: number[];
  note: string;
}
interface Series {
  name: string;
  colour: string;
  values: number[];
}
interface ChartBlock {
  kind: "chart";
  title: string;
  categories: string[];
  series: Series[];
  horizontal: boolean;
  note: string;
}
interface Account {
  who: string;
  says: string;
  report: string;
}
interface Sides {
  accounts: Account[];
  silent: string[];
}
interface SidesBlock extends Sides {
  kind: "sides";
}
interface SourcesBlock {
  kind: "sources";
  first: number;
  reports: string[];
}
/** A feature of a map: a point comes as [longitude, latitude], the shape of a line or an area stands once in the deck. */
type DeckFeature = [key: string, id: string, place: [number, number] | GeoJSON.Geometry | null, numbers: Numbers];
interface LegendSign {
  kind: "disc" | "diamond" | "dot" | "area" | "line";
  colour: string;
  words: string;
  dash?: string;
  title?: string;
}
/** What a map's legend says of a layer, or of several that share their signs. */
interface LegendPart {
  heading: string;
  signs: LegendSign[];
}
/** A briefer's note on a map: an arrow `to` a position, a ring of `km` kilometres, or words; positions are [longitude, latitude]. */
interface MapNote {
  kind: "arrow" | "ring" | "text";
  at: [number, number];
  to: [number, number] | null;
  km: number | null;
  words: string;
}
interface MapBlock {
  kind: "map";
  layers: string[];
  features: DeckFeature[];
  behind: Record<string, string[]>;
  box: [[south: number, west: number], [north: number, east: number]];
  names: string;
  legend: LegendPart[];
  lens: string;
  to: string;
  point: [number, number] | null;
  notes: MapNote[];
  noted: string;
}
interface TimelineBlock {
  kind: "timeline";
  entries: { when: string; words: string; url: string; colour: string; development: boolean }[];
}
type Block = ProseBlock | TableBlock | ChartBlock | SidesBlock | SourcesBlock | MapBlock | TimelineBlock;

interface Page {
  role: string;
  title: string;
  caption: string;
  filter: string;
  notes: string;
  even: boolean;
  left: Block[];
  right: Block[];
}
interface Card {
  title: string;
  kicker: string;
  summary: string;
  facts: [label: string, words: string, note: string][];
  sides: Sides | null;
  reports: string[];
}
interface DeckData {
  title: string;
  handling: string;
  as_of: string;
  version: string;
  filter: string;
  pages: Page[];
  look: Looks;
  names: Record<string, Record<string, string>>;
  shapes: Record<string, GeoJSON.Geometry | Stepped>;
  cards: Record<string, Card>;
  reports: Reports;
  land: Stepped;
}
