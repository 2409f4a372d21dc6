# fish completion of dateline-server
complete -c dateline-server -f
complete -c dateline-server -l config -r -F -d 'settings, in the form of dateline.toml'
complete -c dateline-server -l index -x -a '(__fish_complete_directories)' -d 'folder of the index'
complete -c dateline-server -l listen -x -d 'where to serve, as 127.0.0.1:8080'
complete -c dateline-server -l threads -x -d 'requests answered at the same time'
complete -c dateline-server -l cache -x -d 'memory for answers, as 64MiB'
complete -c dateline-server -l check-config -d 'read the settings, and say what is wrong'
complete -c dateline-server -l mcp -d 'serve tools to a language model, not HTTP'
complete -c dateline-server -s h -l help -d 'print what there is'
complete -c dateline-server -l version -d 'print the version'
