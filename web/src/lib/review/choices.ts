// The orders and states of the queue, as the address and the server name them; the first of each holds where none is named.
import type { Message } from '../i18n/messages.svelte';

export const ORDERS = [
  { id: 'confidence', message: 'review.order.confidence' },
  { id: 'place', message: 'review.order.place' },
  { id: 'disputed', message: 'review.order.disputed' },
] as const satisfies readonly { id: string; message: Message }[];

export const STATES = [
  { id: 'open', message: 'review.state.open' },
  { id: 'decided', message: 'review.state.decided' },
  { id: 'all', message: 'review.state.all' },
] as const satisfies readonly { id: string; message: Message }[];

/** The choice that an address names; the first where it names none that there is. */
export function chosen(list: readonly { id: string }[], wanted: string | null): string {
  return (list.find((one) => one.id === wanted) ?? list[0])?.id ?? '';
}
