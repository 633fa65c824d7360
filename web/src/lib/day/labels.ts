// Which names stand in the network, and on which side of their mark: none covers another, those that matter most first.
export interface Labelled {
  key: string;
  x: number;
  y: number;
  radius: number;
  width: number;
  /** Shown even where it covers something. */
  must: boolean;
}
/** Where a name's middle lies: the same for names written from left to right and from right to left. */
export interface Label {
  key: string;
  x: number;
  y: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 15;
const AIR = 4;
/** How far from the edge of the picture names end. */
const EDGE = 5;

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

/** Names in order of weight; those that must be shown are placed before all others. */
export function placeLabels(nodes: readonly Labelled[], width: number, height: number): Label[] {
  const taken: Box[] = [];
  const labels: Label[] = [];
  const marks = nodes.map((node) => ({
    key: node.key,
    box: around(node.x, node.y, node.radius * 2, node.radius * 2),
  }));
  const isInside = (box: Box): boolean =>
    box.left >= EDGE && box.top >= EDGE && box.right <= width - EDGE && box.bottom <= height - EDGE;
  for (const node of [...nodes.filter(({ must }) => must), ...nodes.filter(({ must }) => !must)]) {
    if (!isInside(around(node.x, node.y, 1, 1))) continue;
    const aside = node.radius + AIR + node.width / 2;
    const over = node.radius + AIR / 2 + HEIGHT / 2;
    const sides: [number, number][] = [
      [aside, 0],
      [-aside, 0],
      [0, -over],
      [0, over],
    ];
    const boxes = sides
      .map(([dx, dy]) => around(node.x + dx, node.y + dy, node.width, HEIGHT))
      .filter(isInside);
    const free = boxes.find(
      (box) =>
        !taken.some((other) => meet(box, other)) &&
        !marks.some(({ key, box: mark }) => key !== node.key && meet(box, mark)),
    );
    const box = free ?? (node.must ? boxes[0] : undefined);
    if (!box) continue;
    taken.push(box);
    labels.push({ key: node.key, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
  }
  return labels;
}
