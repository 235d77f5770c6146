#!/bin/sh
# QXai's training step against PyTorch's, both tuned, interleaved: in every repetition each side runs once for a few seconds, so that what else the machine does hits both.
# usage: benchmarks/compare.sh [REPETITIONS=5] [SECONDS=3] [NETS="M D H"] [THREADS="1 2"] [VECTORS="avx512"]     VECTORS: avx512, avx2 or both
# Prints a Markdown table: images per second (medians of the repetitions' medians), their ratio, and the gain of 2 threads over 1. A peer that is not installed is marked absent.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repetitions=${1:-5} seconds=${2:-3} nets=${3:-M D H} threads=${4:-1 2} vectors=${5:-avx512}
[ -n "${QXAI_NO_BUILD:-}" ] || dotnet build "$here" -c Release -v quiet -clp:ErrorsOnly >&2
"${PYTHON:-/usr/bin/python3}" -c 'import torch' 2>/dev/null && torch=present || torch=absent
results=$(mktemp)
trap 'rm -f "$results"' EXIT

rate() { sed -n 's/.*"images_per_s": *\([0-9]*\).*/\1/p'; }
median() { awk -v key="$1" '$1 == key { print $2 }' "$results" | sort -n | awk '{ v[NR] = $1 } END { print NR ? v[int((NR + 1) / 2)] : 0 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'; }

# one side, one cell: QXai (or PyTorch) on a net with so many threads and such vectors
qxai() {
    case $3 in
        avx2) switch=DOTNET_EnableAVX512=0 ;;
        *) switch=DOTNET_EnableAVX512=1 ;;
    esac
    env "$switch" dotnet "$here/bin/Release/net10.0/QXai.Benchmarks.dll" train json "$1" "$2" "seconds=$seconds" | rate
}
peer() { PEER_VECTORS=$3 "$here/peers/tuned.sh" torch_step.py "$1" "$2" --seconds "$seconds" | rate; }

i=0
while [ "$i" -lt "$repetitions" ]; do
    for net in $nets; do
        for v in $vectors; do
            for t in $threads; do
                echo "qxai-$net-$t-$v $(qxai "$net" "$t" "$v")" >>"$results"
                [ "$torch" = absent ] || echo "torch-$net-$t-$v $(peer "$net" "$t" "$v")" >>"$results"
            done
        done
    done
    i=$((i + 1))
done

echo "Commit $(git -C "$here" rev-parse --short HEAD), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(date -u +%Y-%m-%d); $repetitions repetitions of $seconds s."
echo
echo '| net | vectors | threads | QXai images/s | PyTorch tuned | ratio | QXai, threads against 1 |'
echo '|---|---|---|---|---|---|---|'
for net in $nets; do
    for v in $vectors; do
        single=$(median "qxai-$net-1-$v")
        for t in $threads; do
            ours=$(median "qxai-$net-$t-$v")
            theirs=$(median "torch-$net-$t-$v")
            [ "$torch" = present ] || theirs=absent
            echo "| $net | $v | $t | $ours | $theirs | $([ "$torch" = absent ] && echo - || ratio "$ours" "$theirs") | $(ratio "$ours" "$single") |"
        done
    done
done
