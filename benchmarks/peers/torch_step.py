"""One training step (forward, backward, Adam) in PyTorch, float32, batch 64: what `dotnet run -c Release --project benchmarks -- train json` measures for QXai.

usage: torch_step.py {M|D|H} THREADS [--layout nchw|nhwc] [--seconds S]
M: 1x28x28, 10 classes, and D: 3x128x128, 2 classes: convolutions of 16, 32 and 64 channels (3x3, padding 1), each with rectifier and max-pooling by 2, then a dense layer.
H: 1x28x28; convolutions of 16 (pooled by 2), 32 and 32 (pooled by 2) channels, dense bridge to 10 angles, H and RY(angle) on 10 qubits, 4 blocks of a CNOT ring and RZ RY RZ, <Z>, scaled.
The circuit is a batched complex64 state vector differentiated by autograd, with the rotations of up to four neighbouring qubits multiplied into one matrix before it meets the state.
Prints one JSON line: median step and images per second. Run it through tuned.sh for PyTorch at its best.
"""
import argparse
import json
import math
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH = 64


def block(inputs, outputs, pool=True):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()] + ([nn.MaxPool2d(2)] if pool else [])


def convolutional(channels, features, classes):
    return nn.Sequential(*block(channels, 16), *block(16, 32), *block(32, 64), nn.Flatten(), nn.Linear(features, classes))


class Circuit(nn.Module):
    def __init__(self, qubits=10, blocks=4):
        super().__init__()
        self.qubits = qubits
        self.angles = nn.Parameter(0.01 * torch.randn(blocks, qubits, 3))
        states = torch.arange(2 ** qubits)
        image = states.clone()
        for q in range(qubits):  # where each basis state goes under CNOT(0, 1), CNOT(1, 2), ..., CNOT(n - 1, 0)
            control, target = qubits - 1 - q, qubits - 1 - (q + 1) % qubits
            image = torch.where((image >> control) & 1 == 1, image ^ (1 << target), image)
        self.register_buffer("source", torch.argsort(image))
        self.register_buffer("signs", torch.stack([1.0 - 2.0 * ((states >> (qubits - 1 - q)) & 1) for q in range(qubits)], 1))

    @staticmethod
    def rotation(first, middle, last):
        """RZ(last) RY(middle) RZ(first), for a vector of qubits."""
        c, s = torch.cos(middle / 2), torch.sin(middle / 2)
        plus, minus = (first + last) / 2, (last - first) / 2
        phase = lambda angle: torch.complex(torch.cos(angle), torch.sin(angle))
        rows = [torch.stack([phase(-plus) * c, -phase(-minus) * s], -1), torch.stack([phase(minus) * s, phase(plus) * c], -1)]
        return torch.stack(rows, -2)

    def forward(self, x):
        samples, n = x.shape
        c, s = torch.cos(x / 2), torch.sin(x / 2)
        qubits = (torch.stack([c - s, c + s], -1) / math.sqrt(2)).to(torch.complex64)
        state = qubits[:, 0]
        for q in range(1, n):
            state = (state[:, :, None] * qubits[:, q, None, :]).reshape(samples, -1)
        for angles in self.angles:
            state = state[:, self.source]
            matrices = self.rotation(angles[:, 0], angles[:, 1], angles[:, 2])
            for q in range(0, n, 4):
                count = min(4, n - q)
                matrix = matrices[q]
                for other in matrices[q + 1:q + count]:
                    matrix = torch.kron(matrix, other)
                size, right = 2 ** count, 2 ** (n - q - count)
                state = state.reshape(-1, size) @ matrix.T if right == 1 else torch.matmul(matrix, state.reshape(samples * 2 ** q, size, right))
            state = state.reshape(samples, -1)
        return (state.real ** 2 + state.imag ** 2) @ self.signs


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(8.0))

    def forward(self, x):
        return self.scale * x


def hybrid():
    return nn.Sequential(*block(1, 16), *block(16, 32, pool=False), *block(32, 32), nn.Flatten(), nn.Linear(32 * 7 * 7, 10), Circuit(), Scaled())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("net", choices=["M", "D", "H"])
    parser.add_argument("threads", type=int)
    parser.add_argument("--layout", choices=["nchw", "nhwc"], default="nhwc")
    parser.add_argument("--seconds", type=float, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    net = {"M": lambda: convolutional(1, 576, 10), "D": lambda: convolutional(3, 16384, 2), "H": hybrid}[options.net]()
    channels, size, classes = (3, 128, 2) if options.net == "D" else (1, 28, 10)
    x, y = torch.rand(BATCH, channels, size, size), torch.randint(0, classes, (BATCH,))
    if options.layout == "nhwc":
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(net.parameters(), lr=1e-3)

    def step():
        adam.zero_grad(set_to_none=True)
        F.cross_entropy(net(x), y).backward()
        adam.step()

    for _ in range(3):
        step()
    times, end = [], time.perf_counter() + options.seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    times.sort()
    median = times[len(times) // 2]
    print(json.dumps(dict(net=options.net, threads=options.threads, step_ms=round(median * 1e3, 3), images_per_s=round(BATCH / median), fastest=round(BATCH / times[0]))))


if __name__ == "__main__":
    main()
