import { clusters, type Cluster } from "./cells.ts";

/** Text in one look. `style` is an SGR parameter list ("1;31"), "" for the terminal's own. `text` holds no control character. */
export interface Segment {
  readonly text: string;
  readonly style: string;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Segments as a terminal wraps them. */
export interface Layout {
  /** What to write for each row. The last row is empty when the text ends flush with the edge. */
  readonly rows: readonly string[];
  /** Where the cluster with this index starts; one past the last gives the end. */
  readonly placeOf: (cluster: number) => Place;
}

/** The number of clusters in `text`, as {@link layOut} counts them. */
export function clusterCount(text: string): number {
  return clusters(text).length;
}

/** Lays segments out on rows of `columns` cells, 2 or more, as a terminal with automatic wrapping does. */
export function layOut(segments: readonly Segment[], columns: number): Layout {
  const rows: string[] = [];
  const places: Place[] = [];
  let row = "";
  let column = 0;
  let style = "";
  const restyle = (wanted: string) => {
    if (wanted !== style) row += wanted === "" ? "\u001b[0m" : `\u001b[0;${wanted}m`;
    style = wanted;
  };
  const endRow = () => {
    restyle("");
    rows.push(row);
    row = "";
    column = 0;
  };
  const put = (cluster: Cluster, wanted: string) => {
    if (column + cluster.width > columns) endRow();
    places.push({ row: rows.length, column });
    restyle(wanted);
    row += cluster.text;
    column += cluster.width;
  };
  for (const segment of segments) {
    // Any escape sequence keeps a terminal from joining the first character to the one before.
    row += "\u001b[0m";
    style = "";
    for (const cluster of clusters(segment.text)) put(cluster, segment.style);
  }
  if (column >= columns) endRow();
  const end = { row: rows.length, column };
  endRow();
  return { rows, placeOf: (cluster) => places[cluster] ?? end };
}
