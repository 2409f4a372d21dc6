# fish completion of dateline-alert
complete -c dateline-alert -f
complete -c dateline-alert -l config -r -F -d 'settings with alerts, in the form of dateline.toml'
complete -c dateline-alert -l index -x -a '(__fish_complete_directories)' -d 'folder of the index'
complete -c dateline-alert -l every -x -d 'seconds between two looks'
complete -c dateline-alert -l once -d 'deliver what has arrived until now, and end'
complete -c dateline-alert -l check-config -d 'say what is wrong with the alerts and what to expect, and end'
complete -c dateline-alert -s h -l help -d 'print what there is'
complete -c dateline-alert -l version -d 'print the version'
