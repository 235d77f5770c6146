#!/bin/sh
# The hybrid's training step (10 qubits, 4 blocks, behind 16, 32 and 32 channels; batch 64) against PyTorch's, interleaved: QXai with the circuit in double (H) and in single precision (S),
# on 1 and 2 threads; PyTorch tuned, in complex64, on 1 and 2 threads, of which 1 is usually its best.
# usage: benchmarks/compare_hybrid.sh [REPETITIONS=5] [SECONDS=2]
# Prints images per second (medians of the repetitions' medians) and their ratio to PyTorch's best.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repetitions=${1:-5} seconds=${2:-2}
program=$here/bin/Release/net10.0/QXai.Benchmarks.dll
[ -f "$program" ] || dotnet build "$here" -c Release -v quiet -clp:ErrorsOnly >&2
"${PYTHON:-/usr/bin/python3}" -c 'import torch' 2>/dev/null && torch=present || torch=absent
results=$(mktemp)
trap 'rm -f "$results"' EXIT

rate() { sed -n 's/.*"images_per_s": *\([0-9]*\).*/\1/p'; }
median() { grep "^$1 " "$results" | cut -d' ' -f2 | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

i=0
while [ "$i" -lt "$repetitions" ]; do
    for t in 1 2; do
        for net in H S; do
            echo "qxai-$net-$t $(dotnet "$program" train json "$net" "$t" "seconds=$seconds" | rate)" >>"$results"
        done
        if [ "$torch" = present ]; then
            echo "torch-$t $("$here/peers/tuned.sh" torch_step.py H "$t" --seconds "$seconds" | rate)" >>"$results"
        fi
    done
    i=$((i + 1))
done

best=0
if [ "$torch" = present ]; then
    best=$(printf '%s\n%s\n' "$(median torch-1)" "$(median torch-2)" | sort -n | tail -1)
    printf 'PyTorch tuned, images/s: 1 thread %s, 2 threads %s\n' "$(median torch-1)" "$(median torch-2)"
else
    echo 'PyTorch: absent'
fi
printf '%-30s %8s %14s %8s\n' circuit threads "QXai images/s" ratio
for net in H S; do
    for t in 1 2; do
        ours=$(median "qxai-$net-$t")
        name=$([ $net = H ] && echo 'double' || echo 'single')
        printf '%-30s %8s %14s %8s\n' "$name" "$t" "$ours" "$(awk "BEGIN { if ($best > 0) printf \"%.2f\", $ours / $best; else print \"-\" }")"
    done
done
