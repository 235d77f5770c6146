"""PyTorch at its best on the batched variational circuit: H, RY(x_q); 4 blocks of CNOT ring, RZ RY RZ per qubit; <Z_q> for every qubit.

The state is [batch, 2^n], built as a product; the ring is one gather; neighbouring qubits' rotations are multiplied into one matrix per group and applied by
matmul; gradients come from autograd. The group size is the fastest of 2 to 5, tried at the start of each size.

usage: torch_vqc_batch.py [--threads 1] [--batch 256]
Reads lines "forward N DTYPE" or "both N DTYPE" (DTYPE complex64 or complex128) and answers each with the milliseconds of one run: of the expectations, or of
the expectations and their gradients for inputs and weights. "check N DTYPE" answers the sum of all expectations and of both gradients for fixed numbers.
"""
import argparse
import sys
import time

import torch

BLOCKS = 4


def ring(n):
    """Source index of every basis state behind CNOT(0, 1), ..., CNOT(n-1, 0); qubit 0 is the most significant bit."""
    state = torch.arange(2 ** n)
    image = state.clone()
    for q in range(n if n > 1 else 0):
        control, target = n - 1 - q, n - 1 - (q + 1) % n
        image = torch.where((image >> control) & 1 == 1, image ^ (1 << target), image)
    source = torch.empty_like(image)
    source[image] = state
    return source


class Circuit:
    def __init__(self, n, batch, dtype, group):
        self.n, self.dtype, self.group = n, dtype, group
        real = torch.float32 if dtype == torch.complex64 else torch.float64
        index = torch.arange(2 ** n)
        self.ring = ring(n)
        self.signs = torch.stack([1.0 - 2.0 * ((index >> (n - 1 - q)) & 1) for q in range(n)], 1).to(real)
        numbers = lambda count: torch.sin(1.7 * torch.arange(count, dtype=torch.float64) + 0.3).mul(3).to(real)
        self.x = numbers(batch * n).reshape(batch, n).requires_grad_()
        self.w = numbers(BLOCKS * n * 3).reshape(BLOCKS, n, 3).requires_grad_()
        self.g = numbers(batch * n).reshape(batch, n)

    def rotations(self, w):
        """RZ(c) RY(b) RZ(a) for angles [..., 3]."""
        a, b, c = w.unbind(-1)
        cos, sin = torch.cos(b / 2), torch.sin(b / 2)
        phase = lambda magnitude, angle: torch.complex(magnitude * torch.cos(angle), magnitude * torch.sin(angle))
        rows = [phase(cos, -(a + c) / 2), -phase(sin, (a - c) / 2), phase(sin, (c - a) / 2), phase(cos, (a + c) / 2)]
        return torch.stack(rows, -1).reshape(*a.shape, 2, 2)

    def expectations(self):
        batch, n = self.x.shape
        cos, sin = torch.cos(self.x / 2), torch.sin(self.x / 2)
        amplitudes = (torch.stack([cos - sin, cos + sin], -1) * 0.5 ** 0.5).to(self.dtype)
        psi = amplitudes[:, 0]
        for q in range(1, n):
            psi = (psi[:, :, None] * amplitudes[:, q, None, :]).reshape(batch, -1)
        u = self.rotations(self.w)
        for block in range(BLOCKS):
            psi = psi[:, self.ring]
            for first in range(0, n, self.group):
                last = min(first + self.group, n)
                matrix = u[block, first]
                for q in range(first + 1, last):
                    d = matrix.shape[0]
                    matrix = (matrix[:, None, :, None] * u[block, q][None, :, None, :]).reshape(2 * d, 2 * d)
                right = 2 ** (n - last)
                if right == 1:
                    psi = psi.reshape(-1, matrix.shape[0]) @ matrix.T
                else:
                    psi = torch.matmul(matrix, psi.reshape(-1, matrix.shape[0], right))
            psi = psi.reshape(batch, -1)
        return (psi.real ** 2 + psi.imag ** 2) @ self.signs

    def forward(self):
        with torch.no_grad():
            return self.expectations()

    def both(self):
        self.x.grad = self.w.grad = None
        y = self.expectations()
        (y * self.g).sum().backward()
        return y


def fastest(n, batch, dtype):
    best = None
    for group in range(min(n, 2), min(n, 5) + 1):
        circuit = Circuit(n, batch, dtype, group)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            circuit.both()
            times.append(time.perf_counter() - start)
        if best is None or min(times) < best[0]:
            best = (min(times), circuit)
    return best[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=256)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    circuits = {}
    for line in sys.stdin:
        task, n, dtype = line.split()
        key = int(n), dtype
        if key not in circuits:
            circuits[key] = fastest(int(n), options.batch, getattr(torch, dtype))
        circuit = circuits[key]
        if task == "check":
            y = circuit.both()
            print(y.sum().item(), circuit.x.grad.sum().item(), circuit.w.grad.sum().item(), circuit.group, flush=True)
            continue
        start = time.perf_counter()
        circuit.forward() if task == "forward" else circuit.both()
        print(1e3 * (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main()
