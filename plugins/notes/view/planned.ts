// Actions that an objective's file gives and no meeting: the register lists them below those of the notes. They bear
// no date, so they have no age. In: records of the graph; out: what the register shows of each.
import type { Graph } from '../../graph/graph.ts';
import { type CompassRecord, type Key, keyOf } from '../../graph/record.ts';
import type { ActionState, NotesModel } from '../model.ts';

/** An action without a meeting. */
export interface Planned {
  key: Key;
  text: string;
  owners: string[];
  state: ActionState;
  due: string | null;
  /** The day it was done, where known. */
  done: string | null;
  /** Id of the objective that it serves. */
  objective: string;
}

/** In the order of the objectives' files. */
export function plannedActions(graph: Graph, notes: NotesModel): Planned[] {
  const given = new Set(notes.actions.map((action) => action.id));
  return graph.all('action').flatMap((record) => (given.has(record.id) ? [] : plannedAction(record)));
}

function plannedAction({ id, title, facts }: CompassRecord): Planned[] {
  if (typeof facts.objective !== 'string') return [];
  return [
    {
      key: keyOf('action', id),
      text: title,
      owners: Array.isArray(facts.owners) ? facts.owners : [],
      state: facts.status === 'done' ? 'done' : 'open',
      due: typeof facts.due === 'string' ? facts.due : null,
      done: typeof facts.done === 'string' ? facts.done : null,
      objective: facts.objective,
    },
  ];
}
