// The API's words, from its own description (`npm run types` makes `schema.d.ts` out of docs/openapi.json): what the
// server changes shows here when the page is checked.
import type { components } from './schema';

type Schemas = components['schemas'];

export type ActorCard = Schemas['ActorCard'];
export type ActorList = Schemas['ActorList'];
export type ActorPage = Schemas['ActorPage'];
/** Actors that an answer names, by key: an id of the packs, or `~` and the name where only documents know it. */
export type Actors = Record<string, ActorCard>;
export type ChangesPage = Schemas['ChangesPage'];
export type Claim = Schemas['Claim'];
export type ClaimList = Schemas['ClaimList'];
export type ClaimPage = Schemas['ClaimPage'];
export type DayPage = Schemas['DayPage'];
export type Decision = Schemas['Decision'];
export type DisagreementCard = Schemas['DisagreementCard'];
export type DisagreementList = Schemas['DisagreementList'];
export type DocumentCard = Schemas['DocumentCard'];
export type DocumentList = Schemas['DocumentList'];
export type DocumentPage = Schemas['DocumentPage'];
export type Edit = Schemas['Edit'];
export type End = Schemas['End'];
export type EventMark = Schemas['EventMark'];
export type EventPage = Schemas['EventPage'];
export type Holding = Schemas['Holding'];
/** A stretch of the string that it comes with, in UTF-16 units. */
export type Mark = Schemas['Mark'];
export type Meta = Schemas['Meta'];
export type Overview = Schemas['Overview'];
export type PairPage = Schemas['PairPage'];
export type Party = Schemas['Party'];
export type Problem = Schemas['Problem'];
export type Quad = Schemas['Quad'] | null;
export type DecisionRedone = Schemas['DecisionRedone'];
export type ReviewSummary = Schemas['ReviewSummary'];
export type SearchPage = Schemas['SearchPage'];
export type Status = Schemas['Status'];
export type Tie = Schemas['Tie'];
export type TieKind = Schemas['TieKind'];
export type TieRole = Schemas['TieRole'];
export type TiePage = Schemas['TiePage'];
export type DecisionUndone = Schemas['DecisionUndone'];
/** A date: the EDTF, and its first and last day; `null` where that end is open or not known. */
export type When = Schemas['When'];
