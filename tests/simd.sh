#!/bin/sh
# Runs the kernels' tests with 512-bit vectors, with AVX2 only, and without any vector instructions; each run asserts its number of float lanes in tests/Numerics.Tests.
# usage: tests/simd.sh [LANES="16 8 1"]     needs a machine with AVX-512 for 16; build tests/Numerics.Tests and tests/Quantum.Tests in Release first
set -eu
here=$(cd "$(dirname "$0")" && pwd)
run() {
    for project in Numerics.Tests Quantum.Tests; do
        env "$@" dotnet test "$here/$project" -c Release --no-build --filter Kind=Simd
    done
}
for lanes in ${1:-16 8 1}; do
    case $lanes in
        16) run QXAI_EXPECT_LANES=16 ;;
        8) run QXAI_EXPECT_LANES=8 DOTNET_EnableAVX512=0 ;;
        1) run QXAI_EXPECT_LANES=1 DOTNET_EnableHWIntrinsic=0 ;;
        *) echo "simd.sh: lanes are 16, 8 or 1, not '$lanes'" >&2; exit 2 ;;
    esac
done
