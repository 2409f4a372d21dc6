# bash completion of dateline-replica

_dateline_replica() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n'
  local options='--index --from --token-file --every --keep --rate --once --promote --help --version'
  case $before in
    --token-file) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
    --index) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --from | --every | --keep | --rate) return ;;
  esac
  mapfile -t COMPREPLY < <(IFS=$' \n' && compgen -W "$options" -- "$word")
}

complete -F _dateline_replica dateline-replica
