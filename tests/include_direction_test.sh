#!/usr/bin/env bash
# Includes run one way: schema <- extract, schema <- storage <- graph <- tools.
set -u
status=0
check() {  # folder, pattern of folders it may include
  local bad
  bad=$(grep -rnE --include='*.h' --include='*.cc' '^#include "(schema|extract|storage|graph|tools)/' "$1" |
        grep -vE "#include \"($2)/")
  if [ -n "$bad" ]; then
    echo "$1/ may include only $2:"
    echo "$bad"
    status=1
  fi
}
check schema 'schema'
check extract 'schema|extract'
check storage 'schema|storage'
check graph 'schema|storage|graph'
check tools 'schema|extract|storage|graph|tools'
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
confined 'CLI/' 'tools'
exit $status
