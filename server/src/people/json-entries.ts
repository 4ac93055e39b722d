/**
 * The entries of a JSON list, one after the other, while it arrives: nothing of it is held but the entry that is read.
 */
import { err, ok, type Result } from '../protocol/result.ts';

/** Of the text of one entry: twice what metadata may have, and what stands beside it. */
const MAX_ENTRY_CHARACTERS = 262_144;

type State = {
  where: 'before' | 'between' | 'within' | 'behind' | 'wrong';
  depth: number;
  isText: boolean;
  isEscaped: boolean;
  entry: string;
  entries: number;
};

/** The texts of the entries; what is wrong with the list ends it, as the rest of a sentence. */
export async function* jsonEntries(texts: AsyncIterable<string>): AsyncGenerator<Result<string, string>> {
  const state: State = {
    ...{ where: 'before', depth: 0, isText: false, isEscaped: false },
    ...{ entry: '', entries: 0 },
  };
  for await (const text of texts) {
    yield* scan(state, text);
    if (state.where === 'wrong') return;
  }
  if (state.where !== 'behind') yield err('is no JSON list: it ends too early');
}

/** What one piece of the text brings to its end. */
function* scan(state: State, text: string): Generator<Result<string, string>> {
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const step = advance(state, text[at] ?? '');
    if (step === 'wrong') return yield stop(state, 'is no JSON list: that is not like an entry');
    if (step === 'begins') from = at;
    if (step !== 'ends') continue;
    yield ok(state.entry + text.slice(from, at));
    state.entry = '';
    state.entries += 1;
  }
  if (state.where !== 'within') return;
  state.entry += text.slice(from);
  if (state.entry.length > MAX_ENTRY_CHARACTERS)
    yield stop(state, `has more than ${MAX_ENTRY_CHARACTERS} characters`);
}

function stop(state: State, message: string): Result<string, string> {
  state.where = 'wrong';
  return err(`entry ${state.entries + 1}: ${message}`);
}

const SPACE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

type Step = 'begins' | 'goes on' | 'ends' | 'wrong';

function advance(state: State, character: string): Step {
  if (state.where === 'within') return advanceWithin(state, character);
  if (SPACE.has(character)) return 'goes on';
  if (state.where === 'before' && character === '[') {
    state.where = 'between';
    return 'goes on';
  }
  if (state.where === 'between' && character === ']' && state.entries === 0) {
    state.where = 'behind';
    return 'goes on';
  }
  if (state.where !== 'between' || character !== '{') return 'wrong';
  state.where = 'within';
  state.depth = 1;
  return 'begins';
}

/** An entry ends at the comma or bracket behind it; that it is JSON is for whoever reads it. */
function advanceWithin(state: State, character: string): Step {
  if (state.isText) {
    state.isText = state.isEscaped || character !== '"';
    state.isEscaped = !state.isEscaped && character === '\\';
    return 'goes on';
  }
  if (state.depth === 0) return advanceBehind(state, character);
  state.isText = character === '"';
  state.depth += DEPTHS.get(character) ?? 0;
  return 'goes on';
}

const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

function advanceBehind(state: State, character: string): Step {
  if (SPACE.has(character)) return 'goes on';
  if (character !== ',' && character !== ']') return 'wrong';
  state.where = character === ',' ? 'between' : 'behind';
  return 'ends';
}
