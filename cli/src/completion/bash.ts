/**
 * Completion for bash.
 */
import type { CommandWords } from './program-words.ts';
import { shellTables } from './tables.ts';

/**
 * The line is split at blanks here: `COMP_WORDS` is split at colons too, which stand in the values of some flags; what is
 * offered then leaves out what stands before the last colon, for bash puts it behind that.
 */
const COMPLETE = `_tacit() {
  local typed="\${COMP_LINE:0:COMP_POINT}" at='' flag='' since=0 offered='' words current word
  read -ra words <<< "$typed"
  current="\${typed##*[[:space:]]}"
  [[ -n "$current" ]] && unset 'words[-1]'
  for word in "\${words[@]:1}"; do
    if [[ "$word" == -* ]]; then flag="$word" since=0
    elif [[ -n "$flag" ]]; then since=$((since + 1))
    elif _tacit_commands "$at" | grep -qxF -- "$word"; then at="\${at:+$at }$word"
    fi
  done
  case "$(_tacit_takes "$at $flag")" in
    one) [[ $since -eq 0 ]] && offered=flag ;;
    many) offered=flag ;;
  esac
  if [[ "$current" == -* ]]; then offered="$(_tacit_flags "$at")"
  elif [[ "$offered" == flag ]]; then offered="$(_tacit_choices "$at $flag")"
  else offered="$(_tacit_commands "$at")"
  fi
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
  COMPREPLY=("\${COMPREPLY[@]// /\\\\ }")
  if [[ "$current" == *:* && "$COMP_WORDBREAKS" == *:* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${current%"\${current##*:}"}"}")
  fi
}
complete -o default -F _tacit tacit`;

/** The script. */
export function bashCompletion(words: readonly CommandWords[]): string {
  return ['# Completion of tacit for bash.', shellTables(words), COMPLETE].join('\n');
}
