# fish completion of dateline-replica
complete -c dateline-replica -f
complete -c dateline-replica -l index -x -a '(__fish_complete_directories)' -d 'folder of the replica'
complete -c dateline-replica -l from -x -d 'address of the server to copy from'
complete -c dateline-replica -l token-file -r -F -d 'file with a token of that server'
complete -c dateline-replica -l every -x -d 'seconds between two looks'
complete -c dateline-replica -l keep -x -d 'generations to keep'
complete -c dateline-replica -l rate -x -d 'most bytes to copy in a second, as 20M'
complete -c dateline-replica -l once -d 'copy what is there now, and end'
complete -c dateline-replica -l promote -d 'make the replica an index of its own'
complete -c dateline-replica -s h -l help -d 'print what there is'
complete -c dateline-replica -l version -d 'print the version'
