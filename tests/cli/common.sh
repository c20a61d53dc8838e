# What every test of the program begins with: source "$(dirname "$0")/common.sh"
# $1 is the program. Each test works in a folder of its own, which goes at its end.
set -u
trine=$(realpath "$1")
samples=$(realpath "$(dirname "$0")/../../docs/sample")
unset TRINE_STORE NO_COLOR
export LC_ALL=C.UTF-8 COLUMNS=100
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}
# expect CODE COMMAND...: its output is in ./out, its messages in ./err
expect() {
  local wanted=$1 code
  shift
  timeout 60 "$@" >out 2>err
  code=$?
  if [ "$code" -ne "$wanted" ]; then
    fail "exit code $code, wanted $wanted: $*"
    sed 's/^/    err: /' err | head -5
  fi
}
# has FILE TEXT..., lacks FILE TEXT...
has() {
  local file=$1 text
  shift
  for text in "$@"; do
    grep -qF -- "$text" "$file" || {
      fail "$file does not hold: $text"
      sed 's/^/    /' "$file" | head -10
    }
  done
}
lacks() {
  local file=$1 text
  shift
  for text in "$@"; do
    ! grep -qF -- "$text" "$file" || fail "$file holds: $text"
  done
}
same() { cmp -s "$1" "$2" || { fail "$1 and $2 differ"; diff "$1" "$2" | head -5; }; }
finish() {
  [ "$failures" -eq 0 ] && echo "all well"
  exit $((failures != 0))
}

# CoNLL-U needs no language model. A document: newdoc ID, then sentences.
newdoc() { printf '# newdoc id = %s\n' "$1"; }
# svo "Ana Ruiz" meet met "Ben Okoro" [not]: two persons of two names each and a verb
svo() {
  local s1=${1% *} s2=${1#* } lemma=$2 form=$3 o1=${4% *} o2=${4#* }
  printf '# text = %s %s %s.\n' "$1" "$form" "$4"
  printf '1\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tMention=person|Name=B-PER\n' "$s1" "$s1"
  printf '2\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tName=I-PER\n' "$s2" "$s2"
  printf '3\t%s\t%s\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n' "$form" "$lemma"
  printf '4\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tMention=person|Name=B-PER\n' "$o1" "$o1"
  printf '5\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tSpaceAfter=No|Name=I-PER\n' "$o2" "$o2"
  printf '6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No\n\n'
}
# The same, denied: "Ana Ruiz did not meet Ben Okoro."
not_svo() {
  local s1=${1% *} s2=${1#* } lemma=$2 o1=${3% *} o2=${3#* }
  printf '# text = %s did not %s %s.\n' "$1" "$lemma" "$3"
  printf '1\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\tMention=person|Name=B-PER\n' "$s1" "$s1"
  printf '2\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tName=I-PER\n' "$s2" "$s2"
  printf '3\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t5\taux\t_\t_\n'
  printf '4\tnot\tnot\tPART\tRB\tPolarity=Neg\t5\tadvmod\t_\t_\n'
  printf '5\t%s\t%s\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n' "$lemma" "$lemma"
  printf '6\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t5\tobj\t_\tMention=person|Name=B-PER\n' "$o1" "$o1"
  printf '7\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t6\tflat\t_\tSpaceAfter=No|Name=I-PER\n' "$o2" "$o2"
  printf '8\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\tSpaceAfter=No\n\n'
}
# A small corpus: Ruiz - Okoro - Lindqvist - Moreau, and a denial.
small_corpus() {
  mkdir -p corpus
  { newdoc a; svo 'Ana Ruiz' meet met 'Ben Okoro'; svo 'Ben Okoro' criticise criticised 'Cem Lindqvist'; } >corpus/a.conllu
  { newdoc b; svo 'Ana Ruiz' meet met 'Ben Okoro'; svo 'Cem Lindqvist' meet met 'Dia Moreau'; } >corpus/b.conllu
  { newdoc c; not_svo 'Ana Ruiz' threaten 'Dia Moreau'; } >corpus/c.conllu
}
# "Eva Brandt praised Ana Ruiz's report.": the object is a description that holds a name.
possessive() {
  printf '# text = Eva Brandt praised %s %s'"'"'s report.\n' "${1% *}" "${1#* }"
  printf '1\tEva\tEva\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tMention=person|Name=B-PER\n'
  printf '2\tBrandt\tBrandt\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tName=I-PER\n'
  printf '3\tpraised\tpraise\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n'
  printf '4\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t7\tnmod:poss\t_\tMention=person|Name=B-PER\n' "${1% *}" "${1% *}"
  printf '5\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tSpaceAfter=No|Name=I-PER\n' "${1#* }" "${1#* }"
  printf "6\t's\t's\tPART\tPOS\t_\t4\tcase\t_\t_\n"
  printf '7\treport\treport\tNOUN\tNN\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No|Mention=abstract\n'
  printf '8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No\n\n'
}
