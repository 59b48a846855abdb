"""One PyTorch process of the benchmark: trains the networks that its parent names, on command.

Protocol, one line each: parent `prepare NETWORK`, worker `{"ready": ...}` when it is warm;
parent `train SECONDS`, worker `{"images_per_second": ...}`.
"""

import json
import sys
import time

import torch

import mnist
from pytorch_networks import NETWORKS, Adam

BATCH = 100
WARM_UP_SECONDS = 0.5


class Training:
    """Training of one network with Adam at 0.001, one batch a step, in a new random order each epoch."""

    def __init__(self, name, images, labels):
        self.network = NETWORKS[name](BATCH)
        self.optimizer = Adam(self.network)
        self.images, self.labels = self.network.prepare(images), labels
        self.loss = torch.zeros(())
        self.batches = iter(())

    def epoch(self):
        order = torch.randperm(len(self.labels))
        return zip(order.split(BATCH), self.labels[order].split(BATCH))

    def step(self):
        batch = next(self.batches, None)
        if batch is None:
            self.batches = self.epoch()
            batch = next(self.batches)
        self.loss.add_(self.network.gradient(self.images, *batch))
        self.optimizer.step()

    def images_per_second(self, seconds):
        start = time.perf_counter()
        end = start + seconds
        steps = 0
        while time.perf_counter() < end:
            self.step()
            steps += 1
        return steps * BATCH / (time.perf_counter() - start)


def configure(threads):
    """PyTorch's settings: no autograd, denormals flushed to zero (Adam's decaying moments have them)."""
    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)


def main(directory, threads):
    configure(threads)
    images, labels = mnist.training(directory)
    training = None
    for line in sys.stdin:
        command, argument = line.split()
        if command == "prepare":
            training = Training(argument, images, labels)
            training.images_per_second(WARM_UP_SECONDS)
            answer = {"ready": argument, "torch": torch.__version__}
        elif command == "train":
            answer = {"images_per_second": training.images_per_second(float(argument))}
            if not torch.isfinite(training.loss):
                raise ArithmeticError("the loss is not finite")
        else:
            raise ValueError(f"unknown command {command}")
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
