import { expect, it } from 'vitest';

import { decade, options } from './facets';

it('keeps a chosen value of which nothing is left, and puts the chosen first', () => {
  const found = [
    { value: 'visit', count: 3 },
    { value: 'attack', count: 2 },
  ];
  expect(options(found, ['attack', 'aid'])).toEqual([
    { value: 'aid', count: null },
    { value: 'attack', count: 2 },
    { value: 'visit', count: 3 },
  ]);
});

it('turns a decade into years', () => {
  expect(decade('196X')).toEqual({ from: '1960', to: '1969' });
  expect(decade('1960')).toBeNull();
});
