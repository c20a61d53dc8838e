# Of the headers below ${headers}: #include "schema/ids.h" becomes #include "trine/schema/ids.h".
file(GLOB_RECURSE files "${headers}/*.h")
foreach(file ${files})
  file(READ "${file}" text)
  string(REGEX REPLACE "#include \"(schema|extract|storage|graph)/" "#include \"trine/\\1/" text "${text}")
  file(WRITE "${file}" "${text}")
endforeach()
