# What `cmake --install` and `cpack` put where: the programs, the service, man pages, completions and documentation.
# cpack makes two packages of it for Debian and Ubuntu, dateline and dateline-doc.

set(package_dir ${CMAKE_CURRENT_LIST_DIR})
set(package_made ${CMAKE_BINARY_DIR}/package)
set(DATELINE_MAINTAINER "Dateline maintainers <dateline@example.org>" CACHE STRING "Who the packages are from")

foreach(program IN ITEMS dateline-alert dateline-index dateline-ocr dateline-parse dateline-pdf-text dateline-replica dateline-server)
  if(TARGET ${program})
    install(TARGETS ${program} COMPONENT program)
  endif()
endforeach()

# A page is made where the tools for it are; a build does not need them.
find_program(LOWDOWN lowdown)
find_program(GZIP gzip)
find_package(Python3 QUIET COMPONENTS Interpreter)
set(man_pages "")
function(dateline_man_page name section summary source)
  set(page ${package_made}/man/${name}.${section}.gz)
  add_custom_command(OUTPUT ${page}
    COMMAND Python3::Interpreter -B ${package_dir}/man_page.py --lowdown ${LOWDOWN} --summary ${summary}
      --version ${PROJECT_VERSION} ${CMAKE_SOURCE_DIR}/${source} ${page}
    DEPENDS ${CMAKE_SOURCE_DIR}/${source} ${package_dir}/man_page.py VERBATIM)
  install(FILES ${page} DESTINATION share/man/man${section} COMPONENT program)
  set(man_pages ${man_pages} ${page} PARENT_SCOPE)
endfunction()

if(LOWDOWN AND Python3_FOUND)
  dateline_man_page(dateline-alert 1 "tells what saved searches have found since" docs/man/dateline-alert.md)
  dateline_man_page(dateline-index 1 "reads news articles and builds the index that dateline-server searches"
    docs/man/dateline-index.md)
  dateline_man_page(dateline-replica 1 "keeps an index like that of another dateline-server"
    docs/man/dateline-replica.md)
  dateline_man_page(dateline-server 8 "answers searches of an archive of news articles over HTTP"
    docs/man/dateline-server.md)
  dateline_man_page(dateline.toml 5 "settings of dateline-index and dateline-server" config/dateline.toml)
  dateline_man_page(dateline-query 7 "the query language of Dateline" docs/query-language.md)
  add_custom_target(man-pages DEPENDS ${man_pages})
  foreach(program IN ITEMS dateline-alert dateline-index dateline-replica dateline-server)
    if(TARGET ${program})
      add_dependencies(${program} man-pages)
    endif()
  endforeach()
else()
  message(STATUS "man pages are left out: they need lowdown and python3")
endif()

# The service is installed by a script, because its files name the folder of the programs, and cpack
# decides on the prefix only when it installs.
install(CODE "set(dateline_sources \"${CMAKE_SOURCE_DIR}\")\nset(dateline_made \"${package_made}\")" COMPONENT program)
install(SCRIPT ${package_dir}/install_service.cmake COMPONENT program)

file(GLOB documents ${CMAKE_SOURCE_DIR}/docs/*.md)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${documents} ${CMAKE_SOURCE_DIR}/docs/screenshot.png
  DESTINATION share/doc/dateline-doc COMPONENT doc)
install(FILES ${CMAKE_SOURCE_DIR}/config/prometheus/dateline.rules.yml
  DESTINATION share/doc/dateline/examples COMPONENT program)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/samples DESTINATION share/doc/dateline-doc/examples COMPONENT doc
  FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

# The release is named so that an upgrade of the system is one of the package, too: 1.0.0-1~deb12 is before 1.0.0-1~deb13.
set(release 1)
set(suite unstable)
if(EXISTS /etc/os-release)
  file(STRINGS /etc/os-release os REGEX "^(ID|VERSION_ID|VERSION_CODENAME)=")
  foreach(line IN LISTS os)
    string(REGEX MATCH "^([A-Z_]+)=\"?([^\"]*)" matched "${line}")
    set(os_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
  endforeach()
  string(REPLACE "debian" "deb" system "${os_ID}")
  set(release 1~${system}${os_VERSION_ID})
  if(os_VERSION_CODENAME)
    set(suite ${os_VERSION_CODENAME})
  endif()
endif()

if(GZIP)
  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  configure_file(${package_dir}/deb/changelog.in ${package_made}/changelog.Debian @ONLY)
  foreach(package IN ITEMS dateline dateline-doc)
    file(MAKE_DIRECTORY ${package_made}/${package})
    execute_process(COMMAND ${GZIP} -9nc INPUT_FILE ${package_made}/changelog.Debian
      OUTPUT_FILE ${package_made}/${package}/changelog.Debian.gz COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${GZIP} -9nc INPUT_FILE ${CMAKE_SOURCE_DIR}/CHANGELOG.md
      OUTPUT_FILE ${package_made}/${package}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endif()
set(package_of_program dateline)
set(package_of_doc dateline-doc)
foreach(component IN ITEMS program doc)
  set(package ${package_of_${component}})
  install(FILES ${package_dir}/deb/copyright DESTINATION share/doc/${package} COMPONENT ${component})
  if(GZIP)
    install(FILES ${package_made}/${package}/changelog.Debian.gz ${package_made}/${package}/changelog.gz
      DESTINATION share/doc/${package} COMPONENT ${component})
  endif()
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dateline)
set(CPACK_PACKAGE_CONTACT ${DATELINE_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program doc)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${release})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME dateline)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "adduser, init-system-helpers (>= 1.54~)")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "dateline-doc, nginx-light | caddy, tesseract-ocr")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA ${package_dir}/deb/postinst ${package_dir}/deb/prerm
  ${package_dir}/deb/postrm ${package_dir}/deb/conffiles)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "Point it at a folder of articles, whether scraped text, HTML, JSON lines,
feeds or web archives, and search them in a browser, with curl, or from
another program: ranked results with the words that matched, exact phrases,
dates, sources and places, and names in the spellings and scripts that sound
alike.
.
dateline-index turns articles into an index, again and again while people
search; dateline-server answers over HTTP.")

set(CPACK_DEBIAN_DOC_PACKAGE_NAME dateline-doc)
set(CPACK_DEBIAN_DOC_PACKAGE_SECTION doc)
set(CPACK_DEBIAN_DOC_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DOC_DESCRIPTION "This package has the documentation: the query language, the REST interface,
formats, operation, and sample articles of our own to try the server with.")
include(CPack)
