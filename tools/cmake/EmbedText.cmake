# Writes OUTPUT: a .cc that defines `extern const std::string_view trine::SYMBOL`, the text of INPUT.
file(READ "${INPUT}" text)
# A string literal has a length limit of 64 KiB in the standard's minimum: cut into chunks.
string(LENGTH "${text}" length)
set(chunks "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 chunk)
  string(APPEND chunks "R\"embed(${chunk})embed\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE "${OUTPUT}.tmp" "// Made from ${INPUT}. Do not edit.\n#include <string_view>\nnamespace trine {\nextern const std::string_view ${SYMBOL};\nconst std::string_view ${SYMBOL} =\n${chunks};\n}  // namespace trine\n")
file(RENAME "${OUTPUT}.tmp" "${OUTPUT}")
