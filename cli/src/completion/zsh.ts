/**
 * Completion for zsh.
 */
import type { CommandWords } from './program-words.ts';
import { shellTables } from './tables.ts';

const COMPLETE = `_tacit() {
  local at='' flag='' since=0 offered=commands word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ "$word" == -* ]]; then flag="$word" since=0
    elif [[ -n "$flag" ]]; then since=$((since + 1))
    elif _tacit_commands "$at" | grep -qxF -- "$word"; then at="\${at:+$at }$word"
    fi
  done
  case "$(_tacit_takes "$at $flag")" in
    one) [[ $since -eq 0 ]] && offered=choices ;;
    many) offered=choices ;;
  esac
  local -a found
  if [[ "\${words[CURRENT]}" == -* ]]; then found=("\${(@f)$(_tacit_flags "$at")}")
  elif [[ "$offered" == choices ]]; then found=("\${(@f)$(_tacit_choices "$at $flag")}")
  else found=("\${(@f)$(_tacit_commands "$at")}")
  fi
  found=(\${found:#})
  if (( \${#found} )); then compadd -- "\${found[@]}"; else _files; fi
}
compdef _tacit tacit`;

/** The script, to be sourced or put where zsh looks for functions. */
export function zshCompletion(words: readonly CommandWords[]): string {
  return ['#compdef tacit', '# Completion of tacit for zsh.', shellTables(words), COMPLETE].join('\n');
}
