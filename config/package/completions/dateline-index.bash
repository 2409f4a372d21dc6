# bash completion of dateline-index

_dateline_index() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n'
  local options='--config --index --threads --full --allow-removal --salvage --ocr --schedule --every --at --dry-run
    --show-set-aside --show-repeated --check --rollback --backup --check-config --help --version'
  compopt -o filenames
  case $before in
    --index | --backup) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --every | --at | --threads) return ;;
  esac
  if [[ $word == -* && $before != --config ]]; then
    compopt +o filenames
    mapfile -t COMPREPLY < <(IFS=$' \n' && compgen -W "$options" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}

complete -F _dateline_index dateline-index
