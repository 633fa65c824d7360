// Zoom and pan of the network. The page keeps its own gestures: a wheel scrolls it unless Ctrl is held, one finger
// scrolls it unless the network is magnified.
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';

export { zoomIdentity, type ZoomTransform };

export interface Zooming {
  by: (factor: number) => void;
  whole: () => void;
  fit: (width: number, height: number) => void;
  stop: () => void;
}

const MOST = 8;

export function zooming(svg: SVGSVGElement, moved: (transform: ZoomTransform) => void): Zooming {
  const target = select(svg);
  let scale = 1;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .filter((event: WheelEvent | MouseEvent | TouchEvent) => {
      if (event.type === 'wheel') return event.ctrlKey || event.metaKey;
      if ('touches' in event) return event.touches.length > 1 || scale > 1;
      return (event as MouseEvent).button === 0;
    })
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      scale = event.transform.k;
      moved(event.transform);
    });
  target.call(behaviour);
  // A double click opens what it is on; it does not magnify.
  target.on('dblclick.zoom', null);
  return {
    by: (factor) => target.call(behaviour.scaleBy, factor),
    whole: () => target.call(behaviour.transform, zoomIdentity),
    fit: (width, height) => {
      const box: [[number, number], [number, number]] = [
        [0, 0],
        [width, height],
      ];
      behaviour.extent(box).translateExtent(box);
    },
    stop: () => target.on('.zoom', null),
  };
}
