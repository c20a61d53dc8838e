#!/usr/bin/env bash
# trine query: the questions of docs/query.md, formats, mistakes, limits.
. "$(dirname "$0")/common.sh"
"$trine" build "$samples" -l s.db -q || fail "build"

# Each of the thirty questions runs; nearly all find something.
sed -n '/^```cypher$/,/^```$/p' "$samples/../query.md" | grep -v '^```' >asked
found=0
while read -r comment && read -r question; do
  timeout 60 "$trine" query "$question" -l s.db >out 2>err
  case $? in
    0) found=$((found + 1)) ;;
    1) echo "nothing: $comment" ;;
    *) fail "$comment: $(head -1 err)" ;;
  esac
done <asked
[ "$(grep -c '^//' asked)" -eq 30 ] || fail "docs/query.md has other than thirty questions"
[ "$found" -ge 26 ] || fail "only $found of the thirty questions find something"

expect 0 "$trine" query "MATCH (n {name: 'Hanne Juul'}) RETURN n.name AS name, n:Person AS person, 1.5 AS x" -l s.db
has out "name" "Hanne Juul" "true" "1.5"
expect 0 "$trine" query "RETURN 'a,b' AS t, [1, null] AS l" -l s.db --format csv
has out 't,l' '"a,b","[1, null]"'
expect 0 "$trine" query "UNWIND [1, 2] AS x RETURN x, date('2024-02-29') AS d" -l s.db --format json
python3 -c 'import json; assert json.load(open("out")) == [{"x": 1, "d": "2024-02-29"}, {"x": 2, "d": "2024-02-29"}]' || fail "json"
expect 0 "$trine" query "MATCH (n {name: 'Hanne Juul'})-[r]->(m) RETURN n, r LIMIT 1" -l s.db --json
has out '"labels":["Person"]' '"relation":' '"belief":'
expect 0 "$trine" query "UNWIND range(1, 100) AS x RETURN x" -l s.db --limit 3 --format jsonl
[ "$(wc -l <out)" -eq 3 ] || fail "--limit"

# Pictures of what is returned; where that is nothing to draw, it is said.
expect 0 "$trine" query "MATCH p = ({name: 'Hanne Juul'})-[:ACCUSE]-() RETURN p" -l s.db --format dot
has out 'digraph' 'Hanne Juul' ' -> '
expect 2 "$trine" query "RETURN 1 AS one" -l s.db --format dot
has err "nothing to draw"

# Parameters: values of the language, or texts.
expect 0 "$trine" query 'RETURN $a + 1 AS n, $b AS t' --param a=41 --param 'b=Hanne Juul' -l s.db --format csv
has out '42,Hanne Juul'
expect 2 "$trine" query 'RETURN $a' --param a -l s.db

# From a file and from standard input.
printf "RETURN 1 AS a; // one\nRETURN ';' AS b\n" >q.cypher
expect 0 "$trine" query -f q.cypher -l s.db --format csv
has out a b ';'
expect 0 "$trine" query -f - -l s.db --format csv <q.cypher

# The same bytes each time.
expect 0 "$trine" query "MATCH (a)-[r]->(b) RETURN a, r, b" -l s.db --format jsonl
cp out first
expect 0 "$trine" query "MATCH (a)-[r]->(b) RETURN a, r, b" -l s.db --format jsonl
same out first

# A name is looked up, not searched for.
expect 0 "$trine" query "EXPLAIN MATCH (n {name: 'Hanne Juul'})--(m) RETURN m" -l s.db
has out NodesByIndex
lacks out AllNodes
expect 0 "$trine" query "PROFILE MATCH (n:Person) RETURN count(*)" -l s.db
has out NodesByLabel rows

# What goes wrong says where, and why.
expect 1 "$trine" query "MATCH (n {name: 'Nobody Such'}) RETURN n" -l s.db
expect 2 "$trine" query "MATCH (n) RETURN m" -l s.db
has err "1:18" UndefinedVariable
expect 2 "$trine" query "MATCH (n) DELETE n" -l s.db
has err DELETE "only reads"
expect 2 "$trine" query "MATCH (n" -l s.db
expect 2 "$trine" query "MATCH (a), (b), (c), (d) RETURN count(*)" -l s.db --timeout 0.2
has err timeout
expect 2 "$trine" query "MATCH (a), (b) RETURN collect([a, b])" -l s.db --memory 1
has err memory
expect 4 "$trine" query "RETURN 1" -l nowhere.db
finish
