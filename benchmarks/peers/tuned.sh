#!/bin/sh
# Runs a Python peer of this folder with PyTorch at its best: AVX-512 BLAS and elementwise kernels, huge pages, no page faults per op.
# usage: tuned.sh torch_step.py M 2      needs: apt-get install python3-torch libopenblas0-pthread
# PEER_VECTORS=avx2 keeps it to AVX2.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=268435456
export GLIBC_TUNABLES=glibc.malloc.hugetlb=1
if [ "${PEER_VECTORS:-}" = avx2 ]; then
    export ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2 DNNL_MAX_CPU_ISA=AVX2 OPENBLAS_CORETYPE=Haswell
elif grep -q avx512f /proc/cpuinfo; then
    export ATEN_CPU_CAPABILITY=avx512
fi
script=$1
shift
exec "${PYTHON:-/usr/bin/python3}" "$(dirname "$0")/$script" "$@"
