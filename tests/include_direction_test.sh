#!/usr/bin/env bash
# Includes run one way: schema <- extract, schema <- storage <- graph <- tools; and inside a folder
# from room to room, as docs/architecture.md draws it.
set -u
status=0
check() {  # folder, pattern of what its files may include
  local bad
  bad=$(grep -nE '^#include "(schema|extract|storage|graph|tools)/' /dev/null $(sources "$1") |
        grep -vE "#include \"($2)")
  if [ -n "$bad" ]; then
    echo "$1 may include only $2:"
    echo "$bad"
    status=1
  fi
}
sources() {  # of a folder and its rooms; of the folder alone where it ends in /.
  case $1 in
    */.) find "${1%/.}" -maxdepth 1 -name '*.h' -o -maxdepth 1 -name '*.cc' ;;
    *) find "$1" -name '*.h' -o -name '*.cc' ;;
  esac
}
check schema 'schema/'
check extract 'schema/|extract/'
check storage 'schema/|storage/'
check graph 'schema/|storage/|graph/'
check tools 'schema/|extract/|storage/|graph/|tools/'

# The rooms of extract, in the order of a text's way through them.
room() {  # folder/room, the rooms that it may include beside its own
  check "$1" "schema/|$1/|$2"
}
x=extract
room $x/english '$'
room $x/sentence "$x/english/"
room $x/layout "$x/(english|sentence)/"
room $x/reading "$x/(english|sentence|layout)/"
room $x/tokens "$x/(english|sentence|layout|model)/"
room $x/parser "$x/(english|sentence)/"
room $x/times "$x/english/"
room $x/mentions "$x/(english|sentence)/"
room $x/coreference "$x/(english|sentence|mentions)/"
room $x/clauses "$x/(english|sentence)/"
room $x/statements "$x/(english|sentence|mentions|coreference|times|clauses)/"
room $x/views "$x/(english|sentence|clauses)/"
check $x/. "schema/|$x/pipeline.h|$x/(english|sentence|layout|tokens|parser|mentions|coreference|clauses|statements)/"

# The rooms of storage, from bytes to the store. Its records and decisions stand above all rooms.
values='storage/(records|decisions).h'
check storage/. "schema/|$values"
room storage/table "$values"
room storage/codec "$values|storage/table/"
room storage/identity "$values|storage/codec/"
room storage/view "$values|storage/(table|codec|identity)/"
room storage/store "$values|storage/(table|codec|identity|view)/"

# The rooms of graph/query, from values to runs. The interface of graphs stands above all rooms.
q=graph/query
base="$q/(error|property_graph).h|$q/values/"
room $q/values "$q/error.h"
room $q/syntax "$base"
room $q/functions "$base"
room $q/semantics "$base|$q/procedure.h|$q/(syntax|functions)/"
room $q/plan "$base|$q/(syntax|functions)/"
room $q/graphs "$base|$q/procedure.h|storage/|graph/[a-z_]*.h"
room $q/run "$base|$q/procedure.h|$q/(syntax|functions|plan)/|$q/graphs/memory_graph.h"

# The rooms of tools: what was asked, how answers are told, how text is read, the service, the verbs.
below='extract/|storage/|graph/|tools/options.h'
room tools/telling "$below"
room tools/reading "$below|tools/telling/"
room tools/serving "$below|tools/telling/"
room tools/commands "$below|tools/(telling|reading|serving)/"

# The libraries that a folder keeps to itself.
confined() {  # pattern of the header, folders where it may be included
  local bad
  bad=$(grep -rlE --include='*.h' --include='*.cc' "^#include [<\"]($1)" schema extract storage graph tools |
        grep -vE "^($2)/")
  if [ -n "$bad" ]; then
    echo "$1 may be included in $2 only:"
    echo "$bad"
    status=1
  fi
}
confined 'rocksdb/' 'storage'
confined 'capnp/|schema/records.capnp.h|records.capnp.h' 'storage'
confined 'boost/graph/' 'graph'
confined 'CLI/|editline/' 'tools'
confined 'tao/pegtl' 'graph/query/syntax'
exit $status
