# bash completion of dateline-server

_dateline_server() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n'
  local options='--config --index --listen --threads --cache --check-config --mcp --help --version'
  case $before in
    --config) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
    --index) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --listen | --threads | --cache) return ;;
  esac
  mapfile -t COMPREPLY < <(IFS=$' \n' && compgen -W "$options" -- "$word")
}

complete -F _dateline_server dateline-server
