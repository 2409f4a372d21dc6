# bash completion of dateline-alert

_dateline_alert() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n'
  local options='--config --index --every --once --check-config --help --version'
  case $before in
    --config) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
    --index) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --every) return ;;
  esac
  mapfile -t COMPREPLY < <(IFS=$' \n' && compgen -W "$options" -- "$word")
}

complete -F _dateline_alert dateline-alert
