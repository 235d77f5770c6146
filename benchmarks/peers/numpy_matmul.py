"""Matrix products in NumPy (OpenBLAS here), float32 or float64, for `dotnet run -c Release --project benchmarks -- matmul peer`, which asks line by line.

usage: numpy_matmul.py, with OPENBLAS_NUM_THREADS set; lines "m n k dtype seconds" on standard input: C [m, n] = A [m, k] B [k, n].
Answers with the median and the fastest time of a call in seconds, and the sum of C.
"""
import sys
import time

import numpy


def main():
    operands = {}
    for line in sys.stdin:
        m, n, k, dtype, seconds = line.split()
        key = m, n, k, dtype
        if key not in operands:
            operands.clear()
            fill = lambda rows, columns: (((numpy.arange(rows * columns) * 37) % 101 - 50) / 50).astype(dtype).reshape(rows, columns)
            operands[key] = fill(int(m), int(k)), fill(int(k), int(n)), numpy.empty((int(m), int(n)), dtype)
        a, b, c = operands[key]
        start = time.perf_counter()
        numpy.matmul(a, b, out=c)
        calls = max(1, int(0.0005 / (time.perf_counter() - start)))
        times, end = [], time.perf_counter() + float(seconds)
        while time.perf_counter() < end or len(times) < 3:
            start = time.perf_counter()
            for _ in range(calls):
                numpy.matmul(a, b, out=c)
            times.append((time.perf_counter() - start) / calls)
        times.sort()
        print(times[len(times) // 2], times[0], float(c.sum(dtype="float64")), flush=True)


if __name__ == "__main__":
    main()
