# Part of `cmake --install`: the files of the service, with the folders of this installation in place of /usr/local/bin
# and /etc, which they name in the repository.

set(etc ${CMAKE_INSTALL_PREFIX}/etc)
set(zsh ${CMAKE_INSTALL_PREFIX}/share/zsh/site-functions)
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
  set(etc /etc)
endif()
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr/?$")
  set(zsh /usr/share/zsh/vendor-completions)
endif()

function(install_filled source folder name)
  file(READ ${dateline_sources}/${source} text)
  string(REPLACE "/usr/local/bin/" "${CMAKE_INSTALL_PREFIX}/bin/" text "${text}")
  string(REPLACE "/etc/dateline/" "${etc}/dateline/" text "${text}")
  file(WRITE ${dateline_made}/filled/${name} "${text}")
  file(INSTALL ${dateline_made}/filled/${name} DESTINATION ${folder})
endfunction()

file(GLOB units RELATIVE ${dateline_sources}/config/systemd ${dateline_sources}/config/systemd/dateline-*)
foreach(unit IN LISTS units)
  install_filled(config/systemd/${unit} ${CMAKE_INSTALL_PREFIX}/lib/systemd/system ${unit})
endforeach()
install_filled(config/systemd/dateline.sysusers ${CMAKE_INSTALL_PREFIX}/lib/sysusers.d dateline.conf)
install_filled(config/package/apparmor ${etc}/apparmor.d dateline)

# Settings that are there are someone's own.
if(EXISTS $ENV{DESTDIR}${etc}/dateline/dateline.toml)
  message(STATUS "Kept: $ENV{DESTDIR}${etc}/dateline/dateline.toml")
else()
  file(INSTALL ${dateline_sources}/config/dateline.toml DESTINATION ${etc}/dateline)
endif()

set(completions ${dateline_sources}/config/package/completions)
foreach(each IN ITEMS dateline-alert dateline-index dateline-replica dateline-server)
  file(INSTALL ${completions}/${each}.bash DESTINATION ${CMAKE_INSTALL_PREFIX}/share/bash-completion/completions
    RENAME ${each})
  file(INSTALL ${completions}/${each}.fish DESTINATION ${CMAKE_INSTALL_PREFIX}/share/fish/vendor_completions.d)
endforeach()
file(INSTALL ${completions}/_dateline DESTINATION ${zsh})
