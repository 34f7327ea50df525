#!/bin/sh
# Rebuilds models/gazetteer.bin and models/entities.bin, the same bytes in every run.
#
#   eval/train/entities.sh LISTS [DATA]
#
# LISTS is the output of eval/gazetteer/lists.py; DATA holds conll2003, polnear and
# reuters21578 (default ../shared/data). Two rounds: a first tagger, trained without
# knowledge of how newspapers use words, tags unlabelled news; the counts of what it found
# go into the word list, with which the shipped tagger is trained.
set -eu
lists=$1
data=${2:-../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --features train --bin train
train=target/release/train
"$train" gazetteer --lists "$lists" --news "$data/polnear/train.jsonl" "$data/reuters21578" --out "$work/lists"
"$train" entities --gazetteer "$work/lists" --train "$data/conll2003/train.jsonl" --out "$work/tagger"
"$train" gazetteer --gazetteer "$work/lists" --tagger "$work/tagger" --lists "$lists" \
    --news "$data/polnear/train.jsonl" "$data/reuters21578" --out models/gazetteer.bin
"$train" entities --gazetteer models/gazetteer.bin --train "$data/conll2003/train.jsonl" \
    --test "$data/conll2003/valid.jsonl" "$data/gum_news/dev.jsonl" --out models/entities.bin
