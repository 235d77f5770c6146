#!/bin/sh
# QXai's training step against PyTorch's, both tuned, interleaved: in every repetition each side runs once for a few seconds, so that what else the machine does hits both.
# usage: benchmarks/compare.sh [REPETITIONS=5] [SECONDS=3] [NETS="M D H"] [THREADS="1 2"]
# Prints images per second (median of the repetitions' medians), and the ratio. A peer that is not installed is marked absent.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repetitions=${1:-5} seconds=${2:-3} nets=${3:-M D H} threads=${4:-1 2}
dotnet build "$here" -c Release -v quiet -clp:ErrorsOnly >&2
"${PYTHON:-/usr/bin/python3}" -c 'import torch' 2>/dev/null && torch=present || torch=absent
results=$(mktemp)
trap 'rm -f "$results"' EXIT

rate() { sed -n 's/.*"images_per_s": *\([0-9]*\).*/\1/p'; }
median() { grep "^$1 " "$results" | cut -d' ' -f2 | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

i=0
while [ "$i" -lt "$repetitions" ]; do
    for net in $nets; do
        for t in $threads; do
            echo "qxai-$net-$t $(dotnet run -c Release --no-build --project "$here" -- train json "$net" "$t" "seconds=$seconds" | rate)" >>"$results"
            if [ "$torch" = present ]; then
                echo "torch-$net-$t $("$here/peers/tuned.sh" torch_step.py "$net" "$t" --seconds "$seconds" | rate)" >>"$results"
            fi
        done
    done
    i=$((i + 1))
done

printf '%-5s %-8s %14s %14s %8s\n' net threads "QXai images/s" "PyTorch tuned" ratio
for net in $nets; do
    for t in $threads; do
        ours=$(median "qxai-$net-$t")
        if [ "$torch" = present ]; then
            theirs=$(median "torch-$net-$t")
            printf '%-5s %-8s %14s %14s %8s\n' "$net" "$t" "$ours" "$theirs" "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"
        else
            printf '%-5s %-8s %14s %14s %8s\n' "$net" "$t" "$ours" absent -
        fi
    done
done
