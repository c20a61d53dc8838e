# Writes OUTPUT: a .cc that defines `extern const std::string_view trine::SYMBOL`, the SHA-256 of the
# names (below ROOT) and contents of the files that LIST names, one a line. Left alone when it says
# the same already.
file(STRINGS "${LIST}" files)
set(sums "")
foreach(file ${files})
  file(SHA256 "${ROOT}/${file}" sum)
  string(APPEND sums "${sum} ${file}\n")
endforeach()
string(SHA256 sum "${sums}")
set(text "// Made by tools/cmake/HashFiles.cmake. Do not edit.\n#include <string_view>\nnamespace trine {\nextern const std::string_view ${SYMBOL};\nconst std::string_view ${SYMBOL} = \"${sum}\";\n}  // namespace trine\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
