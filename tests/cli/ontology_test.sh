#!/usr/bin/env bash
# A user's own relation classes: read with --ontology, asked for by name afterwards.
source "$(dirname "$0")/common.sh"
mkdir corpus
{ newdoc a; svo 'Ana Ruiz' salute saluted 'Ben Okoro'; svo 'Ben Okoro' meet met 'Dia Moreau'; } >corpus/a.conllu
printf '[classes.GREET]\ndefinition = "Bids somebody welcome"\nverbs = ["salute"]\n' >greet.toml

# What is read under another ontology is read anew.
expect 0 "$trine" build corpus -l s
expect 0 "$trine" build corpus -l s --ontology greet.toml
has err '1 replaced' '1 of those replaced had not changed'
expect 0 "$trine" build corpus -l s --ontology greet.toml
has err '1 unchanged'
lacks err 'had not changed'

expect 0 "$trine" rel Ruiz Okoro --class GREET -l s
has out 'GREET' 'salute'
expect 0 "$trine" path Ruiz Okoro --class GREET -l s
expect 1 "$trine" path Ruiz Moreau --class GREET -l s
expect 0 "$trine" neighbors Okoro --class GREET -l s
has out 'Ana Ruiz'
lacks out 'Dia Moreau'
expect 0 "$trine" export --class GREET -l s
has out 'salute'

# A class that neither the built-in ontology nor the store has.
expect 2 "$trine" rel Ruiz Okoro --class SALUTE -l s
has err 'no relation class "SALUTE"' ' GREET ' ' CONSULT '
expect 0 "$trine" neighbors Okoro --class CONSULT -l s

# A bad file is named with its line.
printf '[classes.GREET]\nverb = ["salute"]\n' >bad.toml
expect 3 "$trine" build corpus -l t --ontology bad.toml
has err 'bad.toml:2'
finish
