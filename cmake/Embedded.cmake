# Puts the schema, the Chinese catalogue, the example configuration and the calendar into the program, so that
# it needs no file beside it. Sets embedded_source.
file(GLOB schema_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/schema/*.sql)
file(GLOB catalogue_parts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/po/zh_CN.po
     ${CMAKE_CURRENT_SOURCE_DIR}/po/parts/*.po)
file(GLOB example_config CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/examples/svcctl.toml)
set(example_calendar ${CMAKE_CURRENT_SOURCE_DIR}/examples/calendar-cn.csv)
list(SORT schema_files)

# A gap in the numbers of the migrations stops the build.
set(number 0)
foreach(file IN LISTS schema_files)
  math(EXPR number "${number} + 1")
  get_filename_component(name ${file} NAME)
  string(REGEX MATCH "^[0-9][0-9][0-9][0-9]_[a-z0-9_]+\\.sql$" good "${name}")
  string(SUBSTRING "${name}" 0 4 digits)
  string(REGEX REPLACE "^0+" "" digits "${digits}")
  if(NOT good OR NOT digits EQUAL number)
    message(FATAL_ERROR "schema/${name}: expected migration number ${number}")
  endif()
endforeach()

find_program(MSGCAT msgcat REQUIRED)
find_program(MSGFMT msgfmt REQUIRED)
set(embedded_source ${CMAKE_CURRENT_BINARY_DIR}/embedded.cpp)
string(REPLACE ";" "|" schema_list "${schema_files}")
string(REPLACE ";" "|" parts_list "${catalogue_parts}")
add_custom_command(
  OUTPUT ${embedded_source}
  COMMAND ${CMAKE_COMMAND} "-DSCHEMA=${schema_list}" "-DPARTS=${parts_list}"
          "-DCONFIG=${example_config}" "-DCALENDAR=${example_calendar}" -DMSGCAT=${MSGCAT} -DMSGFMT=${MSGFMT}
          -DFOLDER=${CMAKE_CURRENT_BINARY_DIR}/catalogue -DOUTPUT=${embedded_source}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${schema_files} ${catalogue_parts} ${example_config} ${example_calendar}
          ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Embedding schema and catalogue" VERBATIM)
