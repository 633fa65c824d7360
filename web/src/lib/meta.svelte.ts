// What holds for the whole visit: the record's name, its revision, the classes, whether decisions may be made.
import { api } from './api/client';
import type { Meta } from './api/types';

let meta = $state.raw<Meta | null>(null);

export const about = {
  get meta(): Meta | null {
    return meta;
  },
  quadOf(id: string): Meta['classes'][number]['quad'] {
    return meta?.classes.find((known) => known.id === id)?.quad ?? null;
  },
};

export async function learn(): Promise<void> {
  meta = await api.meta();
}
