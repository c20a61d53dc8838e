# trine_module(NAME SOURCES ... PUBLIC_HEADERS ... PUBLIC ... PRIVATE ...)
# One static library a folder: target trine_NAME, alias trine::NAME. PUBLIC_HEADERS are installed
# as <trine/NAME/...>; every other header of the folder is internal.
function(trine_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC_HEADERS;PUBLIC;PRIVATE" ${ARGN})
  add_library(trine_${name} STATIC ${ARG_SOURCES})
  add_library(trine::${name} ALIAS trine_${name})
  set_target_properties(trine_${name} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(trine_${name} PUBLIC cxx_std_20)
  target_sources(trine_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
                                      FILES ${ARG_PUBLIC_HEADERS})
  target_include_directories(trine_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(trine_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  install(TARGETS trine_${name} EXPORT trineTargets
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/trine COMPONENT dev
          INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()
